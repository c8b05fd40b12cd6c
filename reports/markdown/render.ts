import type { Report } from '../../src/model/run.ts';
import type { CheckRow } from '../summary/check-row.ts';
import { type HostRow, type Summary, startSummary } from '../summary/summary.ts';
import { proven } from '../totals.ts';
import { count, percent } from '../wording.ts';
import { cell } from './cell.ts';
import { changeLines } from './change-lines.ts';
import { table } from './table.ts';

/** A summary in Markdown for a job's page or a merge request: figures and the worst of each kind. */
export async function* renderMarkdown(report: Report): AsyncIterable<string> {
  const summary = startSummary(report.checks);
  for await (const host of report.hosts()) summary.add(host);
  const done = summary.finish();
  const changed = await changeLines(report.changes);
  yield [...headline(report, done), ...changed, ...sectionsOf(report, done)].join('\n');
  yield '\n';
}

function headline({ run, waivers }: Report, done: Summary): readonly string[] {
  const { tally, failing } = done;
  const accepted = waivers.reduce((sum, { accepts }) => sum + accepts, 0);
  return [
    `## hostward: ${done.worstFailed === undefined ? 'nothing fails' : `${count(tally.fail, 'failure')} on ${count(done.failingHosts, 'host')}`}`,
    '',
    `Score **${percent(proven(tally))} %** · ${count(done.audited, 'host')} read · profile ${cell(run.profile)} · ${run.startedAt}`,
    '',
    ...(run.complete
      ? []
      : ['> **The audit is incomplete.** What it did not see is listed below.', '']),
    '| critical | high | medium | low | unknown | accepted | hosts not read |',
    '|--:|--:|--:|--:|--:|--:|--:|',
    `| ${failing.critical} | ${failing.high} | ${failing.medium} | ${failing.low} | ${done.unknown} | ${accepted} | ${done.unreached} |`,
  ];
}

function sectionsOf({ waivers }: Report, done: Summary): readonly string[] {
  const concerned = waivers.filter(({ concerns }) => concerns.length > 0);
  return [
    ...table(
      'Failing, worst first',
      ['check', 'severity', 'hosts', 'for example'],
      done.failed,
      failedRow,
    ),
    ...table(
      'Hosts, worst first',
      ['host', 'critical', 'high', 'medium', 'low', 'unknown'],
      done.hosts.filter(isConcerned),
      hostRow,
    ),
    ...table(
      'Containers with a way to root',
      ['container', 'host', 'ways'],
      done.escaping.worst,
      ({ container, host, paths }) => [container, host, paths.map(({ id }) => id).join(', ')],
    ),
    ...table('Hosts not read', ['host', 'reason', 'what it says'], done.lost.first, (host) => [
      host.name,
      host.class,
      host.message,
    ]),
    ...table('Could not be told', ['check', 'hosts'], done.untold, ({ id, unknown }) => [
      id,
      String(unknown),
    ]),
    ...table(
      'Waivers to look at',
      ['waiver', 'owner', 'expires', 'concern'],
      concerned,
      (waiver) => [waiver.id, waiver.owner, waiver.expiresOn, waiver.concerns.join(', ')],
    ),
  ];
}

const isConcerned = ({ tally }: HostRow): boolean => tally.fail + tally.unknown > 0;

const hostRow = ({ name, failing, tally }: HostRow): readonly string[] => [
  name,
  ...[failing.critical, failing.high, failing.medium, failing.low, tally.unknown].map(String),
];

const failedRow = (row: CheckRow): readonly string[] => [
  `${row.id}: ${row.title}`,
  row.severity,
  String(row.failed),
  row.mismatch === undefined ? '' : `${row.mismatch.host}: ${row.mismatch.text}`,
];
