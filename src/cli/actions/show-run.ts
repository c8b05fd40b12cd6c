import { addTally, emptyTally, type Tally, tallyOf } from '../../../reports/totals.ts';
import type { HostReport } from '../../model/run.ts';
import type { RunReader } from '../../store/store.ts';
import { openRun } from '../run-reference.ts';
import { openRuns, type StoreOptions } from '../run-store.ts';
import { linesOf, RUNS_FORMAT, stateOf } from './list-runs.ts';

export interface ShowRunOptions extends StoreOptions {
  readonly json?: true | undefined;
}

/** A host of a run, and how its results came out. */
interface ShownHost {
  readonly name: string;
  readonly status: HostReport['status'];
  /** Why it was not read. */
  readonly reason?: string;
  readonly results?: Tally;
}

/** Prints what is kept of a run. @throws UsageError when the store has no such run. */
export async function showRun(
  reference: string,
  { json, ...options }: ShowRunOptions,
): Promise<void> {
  const store = await openRuns(options);
  try {
    const run = await openRun(store, reference);
    const results = emptyTally();
    const hosts: ShownHost[] = [];
    for await (const host of run.hosts()) {
      const shown = shownHost(host);
      if (shown.results !== undefined) addTally(results, shown.results);
      hosts.push(shown);
    }
    process.stdout.write(
      json
        ? `${JSON.stringify({ formatVersion: RUNS_FORMAT, ...run.run, results, hosts }, null, 1)}\n`
        : [...linesOf(headOf(run, results)), '\n', ...linesOf(hosts.map(hostLine))].join(''),
    );
  } finally {
    await store.close();
  }
}

function shownHost(host: HostReport): ShownHost {
  const { name, status } = host;
  return host.status === 'failed'
    ? { name, status, reason: host.reason.message }
    : { name, status, results: tallyOf(host) };
}

function headOf({ run, record }: RunReader, results: Tally): readonly (readonly string[])[] {
  const { auditor, finished } = run;
  return [
    ['run', `${run.id}, ${stateOf(run)}`],
    ['started', run.startedAt],
    ...(finished === undefined ? [] : [['ended', finished.finishedAt]]),
    ['by', `${auditor.account} on ${auditor.machine}, hostward ${run.toolVersion}`],
    ...(finished === undefined
      ? []
      : [
          ['profile', finished.profile],
          ['policy', finished.policyHash],
        ]),
    ...(record === undefined ? [] : [['checks', String(record.checks.length)]]),
    ['hosts', `${run.hosts} kept of ${run.expected}`],
    ['results', wordsOf(results)],
  ];
}

const hostLine = ({ name, status, reason, results }: ShownHost): readonly string[] => [
  name,
  status === 'failed' ? 'not read' : status,
  results === undefined ? (reason ?? '') : wordsOf(results),
];

const wordsOf = ({ pass, fail, waived, unknown }: Tally): string =>
  `${pass} pass, ${fail} fail, ${waived} accepted, ${unknown} unknown`;
