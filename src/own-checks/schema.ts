import { z } from 'zod';
import { AREAS, type Area, SEVERITIES } from '../model/check.ts';
import type { Form } from './forms/form.ts';
import { hasLineForm, lacksLineForm } from './forms/line.ts';
import { existsForm, pathForm } from './forms/path.ts';
import { kernelParameterForm, moduleForm, packageForm, processForm } from './forms/present.ts';
import { settingForm } from './forms/setting.ts';
import { sysctlForm } from './forms/sysctl.ts';

/** Every kind of requirement; those that need more keys stand before those that need fewer. */
export const FORMS: readonly Form[] = [
  settingForm,
  hasLineForm,
  lacksLineForm,
  existsForm,
  pathForm,
  sysctlForm,
  packageForm,
  processForm,
  moduleForm,
  kernelParameterForm,
];

const text = (expected: string) => z.string(expected).min(1, expected);
const line = (expected: string) => text(expected).regex(/^\P{Cc}*$/u, `${expected}, in one line`);

const ID = 'an id of two words or more: site.motd-owner';
export const CHECK_ID = /^[a-z][a-z0-9]*(\.[a-z0-9_-]+)+$/;

// Object.keys forgets that the table has no other names.
const AREA_IDS = Object.keys(AREAS) as Area[];

const printed = z
  .union(
    [
      z.string(),
      z.strictObject({
        exit: z.int().exactOptional(),
        stdout: z.string().exactOptional(),
        stderr: z.string().exactOptional(),
      }),
    ],
    'what the host printed',
  )
  .describe('What a host printed for one reading.');

const caseShape = {
  name: line('what the case is about'),
  given: z
    .record(z.string(), printed, 'a map of readings to what they printed')
    .describe(
      'By reading (hostward checks show ID --checks FILE). What is not given is not there.',
    ),
};
const someCase = z.strictObject(caseShape, 'a case');
const failCase = z.strictObject(
  {
    ...caseShape,
    because: z.tuple([z.string()], z.string(), 'a list of "subject: what was found"'),
  },
  'a case with "because"',
);

const cases = z
  .strictObject(
    {
      pass: z.tuple([someCase], someCase, 'a list of cases'),
      fail: z.tuple([failCase], failCase, 'a list of cases'),
      notApplicable: z.array(someCase).exactOptional(),
      unknown: z.array(someCase).exactOptional(),
    },
    'a map with "pass" and "fail"',
  )
  .describe('What `hostward checks test` tries.');

const written = z.record(z.string(), z.unknown(), 'a map');

const ownCheck = z.strictObject(
  {
    id: text(ID).regex(CHECK_ID, ID),
    area: z.enum(AREA_IDS, `one of ${AREA_IDS.join(', ')}`),
    title: line('the state that a host should be in'),
    severity: z.enum(SEVERITIES, `one of ${SEVERITIES.join(', ')}`),
    level: z.literal([1, 2], 'level 1 or 2').exactOptional().describe('Default: 1.'),
    rationale: text('what goes wrong without it'),
    remedy: text('what to do about it'),
    references: z.array(line('a reference'), 'a list of references').exactOptional(),
    tags: z.array(line('a tag'), 'a list of tags').exactOptional(),
    onlyIf: z
      .array(written, 'a list of requirements')
      .exactOptional()
      .describe('Where one of these does not hold, the check does not apply.'),
    require: z
      .array(written, 'a list of requirements')
      .min(1, 'at least one requirement')
      .describe('All of these must hold.'),
    cases: cases.exactOptional(),
  },
  'a check',
);

export const ownChecksFile = z.strictObject(
  {
    version: z.literal(1, '"version: 1"').describe('Format of this file.'),
    checks: z.array(ownCheck, 'a list of checks').min(1, 'at least one check'),
  },
  'a map with "version" and "checks"',
);

export type OwnCheck = z.infer<typeof ownCheck>;

/** The keys that may stand at a path, save within requirements. */
export function knownKeysAt(path: readonly unknown[]): readonly string[] {
  if (path.length === 0) return Object.keys(ownChecksFile.shape);
  if (path.length === 2) return Object.keys(ownCheck.shape);
  if (path.length === 3) return Object.keys(cases.shape);
  return path[3] === 'fail' ? Object.keys(failCase.shape) : Object.keys(caseShape);
}

/** JSON Schema (draft 2020-12), for editors: there requirements have their forms. */
export function ownChecksJsonSchema(): unknown {
  const requirements = z.array(z.union(FORMS.map(({ schema }) => schema)));
  const check = ownCheck.extend({
    onlyIf: requirements.exactOptional(),
    require: requirements.min(1),
  });
  const file = ownChecksFile.extend({ checks: z.array(check).min(1) });
  return z.toJSONSchema(file.meta({ title: 'hostward checks' }), {
    target: 'draft-2020-12',
    io: 'input',
  });
}
