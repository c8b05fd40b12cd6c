import { stringify } from 'csv-stringify/sync';
import type { CheckMeta } from '../../src/model/check.ts';
import {
  endingOf,
  type HostReport,
  type Report,
  type ReportedMismatch,
} from '../../src/model/run.ts';
import { visibleLine } from '../../src/model/visible-text.ts';
import type { Waiver } from '../../src/model/waiver.ts';
import { knownOf } from '../findings.ts';
import { utcSecond } from '../instants.ts';
import { nistControls } from '../nist-controls.ts';

/** When a failure was first seen, as an ISO instant; undefined where no earlier run is known. */
export type FirstSeen = (host: string, check: string, subject: string) => string | undefined;

const COLUMNS = [
  'POAM ID',
  'Controls',
  'Weakness Name',
  'Weakness Description',
  'Weakness Detector Source',
  'Weakness Source Identifier',
  'Asset Identifier',
  'Point of Contact',
  'Overall Remediation Plan',
  'Original Detection Date',
  'Scheduled Completion Date',
  'Status Date',
  'Original Risk Rating',
  'Risk Adjustment',
  'False Positive',
  'Operational Requirement',
  'Deviation Rationale',
  'Comments',
] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/**
 * A plan of action and milestones as CSV, a row a mismatch that is not repaired, in the columns of
 * FedRAMP's template. Holds one host at a time.
 */
export async function* renderPoam(
  { run, checks, hosts, waivers }: Report,
  firstSeen: FirstSeen = () => undefined,
): AsyncIterable<string> {
  const place: Place = {
    detector: `hostward ${run.toolVersion}`,
    today: dayOf(run.startedAt),
    checks: new Map(checks.map((check) => [check.id, check])),
    waivers: new Map(waivers.map((waiver) => [waiver.id, waiver])),
    firstSeen,
  };
  yield `\ufeff${linesOf([COLUMNS])}`;
  for await (const host of hosts()) {
    const rows = rowsOf(host, place).map((row) => COLUMNS.map((name) => visibleLine(row[name])));
    if (rows.length > 0) yield linesOf(rows);
  }
}

interface Place {
  readonly detector: string;
  readonly today: string;
  readonly checks: ReadonlyMap<string, CheckMeta>;
  readonly waivers: ReadonlyMap<string, Waiver>;
  readonly firstSeen: FirstSeen;
}

const linesOf = (rows: readonly (readonly string[])[]): string =>
  stringify([...rows], { escape_formulas: true, record_delimiter: 'windows' });

const dayOf = (instant: string): string => utcSecond(instant).slice(0, 10);

function rowsOf(host: HostReport, place: Place): readonly Row[] {
  if (host.status === 'failed') return [];
  return host.findings
    .filter((finding) => ['fail', 'waived'].includes(endingOf(finding)))
    .flatMap(({ check: id, mismatches = [] }) => {
      const check = knownOf(place.checks, id);
      return mismatches.map((mismatch) => rowOf(host.name, check, mismatch, place));
    });
}

function rowOf(host: string, check: CheckMeta, mismatch: ReportedMismatch, place: Place): Row {
  const { subject, expected, actual, waiver: accepted } = mismatch;
  const waiver = place.waivers.get(accepted ?? '');
  const seen = place.firstSeen(host, check.id, subject);
  return {
    'POAM ID': `${host}/${check.id}/${subject}`,
    Controls: nistControls(check).join(' '),
    'Weakness Name': check.title,
    'Weakness Description': `${subject}: expected ${expected}, found ${actual}. ${check.rationale}`,
    'Weakness Detector Source': place.detector,
    'Weakness Source Identifier': check.id,
    'Asset Identifier': host,
    'Point of Contact': waiver?.owner ?? '',
    'Overall Remediation Plan': check.remedy,
    'Original Detection Date': seen === undefined ? place.today : dayOf(seen),
    'Scheduled Completion Date': waiver?.expiresOn ?? '',
    'Status Date': place.today,
    'Original Risk Rating': check.severity,
    'Risk Adjustment': waiver?.kind === 'compensated' ? 'Yes' : 'No',
    'False Positive': waiver?.kind === 'falsePositive' ? 'Yes' : 'No',
    'Operational Requirement': waiver?.kind === 'riskAccepted' ? 'Yes' : 'No',
    'Deviation Rationale': waiver?.reason ?? '',
    Comments: waiver === undefined ? '' : `waiver ${waiver.id}, approved by ${waiver.approver}`,
  };
}
