import type { CheckMeta } from '../../src/model/check.ts';
import type { AuditedHost, FailedHost, HostReport, RunInfo } from '../../src/model/run.ts';
import { visibleLine } from '../../src/model/visible-text.ts';
import { knownOf } from '../findings.ts';
import { utcSecond } from '../instants.ts';
import { provenanceOf } from '../provenance.ts';
import { xmlTag, xmlText } from '../xml.ts';
import { caseOf, type JunitCase, stated, type Waivers } from './case.ts';

interface SuitePlace {
  /** Counts the suites of a run from 0. */
  readonly id: number;
  readonly byId: ReadonlyMap<string, CheckMeta>;
  readonly waivers: Waivers;
  readonly run: RunInfo;
  /** Only cases that are broken: what passed or was skipped is left out. */
  readonly failuresOnly: boolean;
}

type Attributes = Readonly<Record<string, string>>;

const NAME_CHARACTERS = 500;

/**
 * One host as a `testsuite` that both Ant's schema and Jenkins' take, by the stricter of the two in
 * each point: every attribute and child that one of them wants, none that the other refuses.
 */
export function renderSuite(host: HostReport, place: SuitePlace): string {
  const name = nameOf(host.name);
  const cases = casesOf(host, place);
  const attributes = {
    id: String(place.id),
    package: 'hostward',
    name,
    hostname: name,
    timestamp: timestampOf(host, place.run.startedAt),
    ...countsOf(cases),
    time: seconds(host.status === 'audited' ? host.durationMs : 0),
  };
  const properties = propertiesOf(host, place.run).map(
    (each) => `    ${xmlTag('property', each)}/>\n`,
  );
  const out = host.status === 'audited' ? escapesOf(host) : '';
  return [
    `${xmlTag('testsuite', attributes)}>\n`,
    `  <properties>\n${properties.join('')}  </properties>\n`,
    ...cases.map((each) => caseXml(each, name)),
    out === '' ? '  <system-out/>\n' : `  <system-out>${xmlText(out)}</system-out>\n`,
    '  <system-err/>\n</testsuite>\n',
  ].join('');
}

function caseXml({ area, title, ending }: JunitCase, host: string): string {
  const open = xmlTag('testcase', {
    // Some readers know a case by these two alone and drop the second of equals, so both name the host.
    classname: `hostward.${host}.${area}`,
    name: visibleLine(title, NAME_CHARACTERS),
    time: '0',
  });
  if (ending === undefined) return `  ${open}/>\n`;
  const { element, attributes, body } = ending;
  return `  ${open}>\n    ${xmlTag(element, attributes)}>${xmlText(body)}</${element}>\n  </testcase>\n`;
}

function casesOf(
  host: HostReport,
  { byId, waivers, failuresOnly }: SuitePlace,
): readonly JunitCase[] {
  if (host.status === 'failed') return [unreached(host)];
  const cases = host.findings.map((finding) => {
    const check = knownOf(byId, finding.check);
    return caseOf(check, finding, waivers);
  });
  return failuresOnly ? cases.filter(isBroken) : cases;
}

const isBroken = ({ ending }: JunitCase): boolean =>
  ending?.element === 'failure' || ending?.element === 'error';

/** The one case of a host that was not read, so that every reader shows it as broken. */
function unreached({ reason }: FailedHost): JunitCase {
  const message = visibleLine(reason.message);
  return {
    area: 'host',
    title: 'host is reachable',
    ending: stated('error', { type: reason.class, message }),
  };
}

function countsOf(cases: readonly JunitCase[]): Attributes {
  const count = (as: 'failure' | 'error' | 'skipped') =>
    String(cases.filter(({ ending }) => ending?.element === as).length);
  return {
    tests: String(cases.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

/** Ant's schema takes no empty name, and none of blanks. */
const nameOf = (name: string): string => visibleLine(name, NAME_CHARACTERS).trim() || 'unnamed';

function propertiesOf(host: HostReport, run: RunInfo): readonly Attributes[] {
  const labels = Object.entries(host.labels).map(
    ([key, value]) => [`label.${key}`, value] as const,
  );
  const read: readonly (readonly [string, string])[] =
    host.status === 'failed'
      ? []
      : [
          ['profile', host.profile],
          ...Object.entries(host.facts).map(([key, value]) => [`fact.${key}`, value] as const),
        ];
  return [['address', host.address] as const, ...provenanceOf(host, run), ...labels, ...read].map(
    ([key, value]) => ({
      name: visibleLine(key, NAME_CHARACTERS),
      value: visibleLine(value),
    }),
  );
}

/** The ways from a container to root on the host, a line each. */
const escapesOf = ({ containers }: AuditedHost): string =>
  containers
    .flatMap(({ name, escapePaths }) =>
      escapePaths.map(({ id, description }) => visibleLine(`${name}: ${id}: ${description}`)),
    )
    .join('\n');

/** When the host was read, in UTC: Ant's schema forbids to say the zone, and parts of seconds. */
const timestampOf = (host: HostReport, startedAt: string): string =>
  host.status === 'audited' ? utcSecond(host.collectedAt, startedAt) : utcSecond(startedAt);

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);
