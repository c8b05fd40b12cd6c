import { stringify } from 'csv-stringify/sync';
import type { CheckMeta } from '../../src/model/check.ts';
import type { Finding, HostReport, Report } from '../../src/model/run.ts';
import { visibleLine } from '../../src/model/visible-text.ts';
import type { Waiver } from '../../src/model/waiver.ts';
import { knownOf } from '../findings.ts';

const COLUMNS = [
  'run',
  'host',
  'address',
  'labels',
  'profile',
  'privilege',
  'collected at',
  'check',
  'area',
  'severity',
  'level',
  'title',
  'outcome',
  'subject',
  'expected',
  'actual',
  'said',
  'waiver',
  'waiver owner',
  'waiver expires',
  'references',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/**
 * CSV by RFC 4180, a row a mismatch, or a finding that has none; a host that was not read has one
 * row. Cells that a spreadsheet would take for a formula are disarmed. Holds one host at a time.
 */
export async function* renderCsv({ run, checks, hosts, waivers }: Report): AsyncIterable<string> {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const waiversById = new Map(waivers.map((waiver) => [waiver.id, waiver]));
  // A byte order mark, or Excel reads UTF-8 as the local code page.
  yield `\ufeff${linesOf([Object.fromEntries(COLUMNS.map((name) => [name, name]))])}`;
  for await (const host of hosts()) yield linesOf(rowsOf(host, run.id, byId, waiversById));
}

const linesOf = (rows: readonly Row[]): string =>
  stringify(
    rows.map((row) => COLUMNS.map((name) => visibleLine(row[name] ?? ''))),
    { escape_formulas: true, record_delimiter: 'windows' },
  );

function rowsOf(
  host: HostReport,
  run: string,
  checks: ReadonlyMap<string, CheckMeta>,
  waivers: ReadonlyMap<string, Waiver>,
): readonly Row[] {
  const identity: Row = {
    run,
    host: host.name,
    address: host.address,
    labels: Object.entries(host.labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(' '),
  };
  if (host.status === 'failed') {
    return [{ ...identity, outcome: host.reason.class, said: host.reason.message }];
  }
  const read: Row = {
    ...identity,
    profile: host.profile,
    privilege: host.privilege,
    'collected at': host.collectedAt,
  };
  return host.findings.flatMap((finding) => {
    const check = knownOf(checks, finding.check);
    return findingRows(finding, waivers).map((row) => ({ ...read, ...checkCells(check), ...row }));
  });
}

const checkCells = ({ id, area, severity, level, title, references }: CheckMeta): Row => ({
  check: id,
  area,
  severity,
  level: String(level),
  title,
  references: references.join(' '),
});

function findingRows(finding: Finding, waivers: ReadonlyMap<string, Waiver>): readonly Row[] {
  const { outcome, note, reason, question, mismatches } = finding;
  if (mismatches === undefined) return [{ outcome, said: note ?? reason ?? question ?? '' }];
  return mismatches.map(({ subject, expected, actual, waiver: id }) => {
    const waiver = waivers.get(id ?? '');
    return {
      outcome: id === undefined ? outcome : 'waived',
      subject,
      expected,
      actual,
      ...(id === undefined ? {} : { waiver: id }),
      ...(waiver === undefined
        ? {}
        : {
            'waiver owner': waiver.owner,
            'waiver expires': waiver.expiresOn,
            said: waiver.reason,
          }),
    };
  });
}
