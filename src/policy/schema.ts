import { z } from 'zod';
import { SEVERITIES } from '../model/check.ts';
import { WAIVER_KINDS, type WaiverKind } from '../model/waiver.ts';
import { changes, level } from './changes-schema.ts';

// The `error` of each schema is the second half of a message: "found …; expected <error>".
const text = (expected: string) => z.string(expected).min(1, expected);
const line = (expected: string) => text(expected).regex(/^\P{Cc}*$/u, `${expected}, in one line`);

const ID = 'an id of letters, digits, ".", "_" and "-"';
const id = text(ID).regex(/^[A-Za-z\d][\w.-]*$/, ID);
const date = z.iso.date('a date that exists: 2027-01-31');
const version = z.literal(1, '"version: 1"').describe('Format of this file.');

const files = (what: string) =>
  z
    .array(text('the path of a YAML file'), 'a list of paths of YAML files')
    .exactOptional()
    .describe(`Files of ${what}; paths start at the folder of this file.`);

const acceptedFiles = {
  waivers: files('waivers'),
  attestations: files('attestations'),
};

export const profileFile = z
  .strictObject(
    {
      version,
      profile: id.describe('Names the profile in reports.'),
      title: line('a title').exactOptional(),
      description: text('a text').exactOptional(),
      extends: z
        .union([text('a profile'), z.array(text('a profile'))], 'a profile or a list of profiles')
        .exactOptional()
        .describe('Profiles to begin with: ids of built-in ones, or paths of files.'),
      level: level
        .exactOptional()
        .describe('Highest level of check that it takes itself. Default: 2.'),
      ...changes,
      ...acceptedFiles,
      checks: z
        .array(text('the path of a file'), 'a list of paths of files')
        .exactOptional()
        .describe(
          'Files of your own checks, YAML or modules; paths start at the folder of this file.',
        ),
    },
    'a map with "version" and "profile"',
  )
  .meta({ title: 'hostward profile' });

const names = (what: string) =>
  z
    .array(line(`the name of a ${what}`), `a list of names of ${what}s`)
    .exactOptional()
    .describe(`Names of ${what}s, or shell patterns of them. Without it: all.`);

const scopeOf = { hosts: names('host'), groups: names('group') };

// Object.keys forgets that the table has no other names.
const KINDS = Object.keys(WAIVER_KINDS) as WaiverKind[];

const waiver = z.strictObject(
  {
    id,
    kind: z.enum(KINDS, `one of ${KINDS.join(', ')}`),
    owner: line('who answers for it'),
    approver: line('who approved it'),
    reason: text('why the failure is accepted'),
    compensatingControl: text('what stands against the attack instead').exactOptional(),
    ticket: line('a ticket').exactOptional(),
    approvedOn: date,
    expiresOn: date.describe('It holds to the end of that day in UTC.'),
    scope: z.strictObject(
      {
        checks: z.array(line('a check id'), 'a list of check ids').min(1, 'at least one check id'),
        ...scopeOf,
        subjects: names('subject').describe(
          'What a failure is about, as reports name it, or shell patterns. Without it: all.',
        ),
      },
      'a map with "checks"',
    ),
  },
  'a waiver',
);

export const waiversFile = z
  .strictObject(
    { version, waivers: z.array(waiver, 'a list of waivers') },
    'a map with "version" and "waivers"',
  )
  .meta({ title: 'hostward waivers' });

const attestation = z.strictObject(
  {
    id,
    check: line('a check id'),
    ...scopeOf,
    answer: z.enum(['compliant', 'notCompliant'], 'compliant or notCompliant'),
    by: line('who looked'),
    evidence: text('what was looked at'),
    on: date,
    holdsUntil: date.describe('It holds to the end of that day in UTC.'),
  },
  'an attestation',
);

export const attestationsFile = z
  .strictObject(
    { version, attestations: z.array(attestation, 'a list of attestations') },
    'a map with "version" and "attestations"',
  )
  .meta({ title: 'hostward attestations' });

const percent = z
  .number('a percentage')
  .min(0, 'a percentage from 0')
  .max(100, 'a percentage to 100');
const allowed = z.int('a whole number').min(0, 'a number from 0').exactOptional();

export const gateFile = z
  .strictObject(
    {
      version,
      failOn: z
        .enum([...SEVERITIES, 'none'], `one of ${SEVERITIES.join(', ')}, none`)
        .exactOptional()
        .describe('The least severity of an open failure that fails the run. Default: high.'),
      failOnNew: z
        .boolean('true or false')
        .exactOptional()
        .describe('Whether only failures count that the baseline does not have.'),
      minComplete: percent
        .exactOptional()
        .describe('Share of results that must be known, in percent. Without it: all of them.'),
      minScore: percent
        .exactOptional()
        .describe('Share of applicable results that must be proven to pass, in percent.'),
      most: z
        .strictObject(
          { critical: allowed, high: allowed, medium: allowed, low: allowed },
          'a map of severities to numbers',
        )
        .exactOptional()
        .describe('How many open failures there may be, by severity.'),
    },
    'a map with "version" and rules',
  )
  .meta({ title: 'hostward gate' });

const KEYS = {
  waivers: { top: waiversFile.shape, entry: waiver.shape, scope: waiver.shape.scope.shape },
  attestations: { top: attestationsFile.shape, entry: attestation.shape, scope: {} },
};

/** The keys that may stand at a path of a file of waivers or attestations. */
export function knownKeysOf(kind: keyof typeof KEYS, path: readonly unknown[]): readonly string[] {
  const { top, entry, scope } = KEYS[kind];
  return Object.keys(path.length === 0 ? top : path.length === 2 ? entry : scope);
}
