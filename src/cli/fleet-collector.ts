import { hostname, userInfo } from 'node:os';
import type { Script } from '../collector/compile.ts';
import type { Plan } from '../collector/plan.ts';
import { collectFleet } from '../fleet/collect-fleet.ts';
import type { HostResult } from '../fleet/collect-host.ts';
import { UsageError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import { visibleLine } from '../model/visible-text.ts';
import { type ConnectionOptions, deadlinesOf, fleetOptions } from './connection.ts';
import { toolVersion } from './version.ts';

export interface CollectorOptions extends ConnectionOptions {
  readonly concurrency: number;
  /** The database whose workers reach the hosts; without it, this machine does. */
  readonly queue?: string | undefined;
  /** Seconds that hosts of a zone wait for a worker. */
  readonly patience: number;
}

/** What a run is while it goes on. */
export interface RunningFleet {
  /** Ends the run. */
  readonly signal: AbortSignal;
  /** Tells a person a line. */
  readonly note: (line: string) => void;
}

/** Collects the hosts it was made for and hands each result over as it arrives, wherever it is read. */
export type FleetCollector = (
  run: RunningFleet,
  take: (result: HostResult) => Promise<void>,
) => Promise<void>;

/**
 * Whatever can be wrong is found out before anything of an earlier run is touched.
 * @throws UsageError for options that do not go together, hosts that no worker reaches, a database that
 * does not answer.
 */
export async function fleetCollector(
  options: CollectorOptions,
  hosts: readonly Host[],
  what: { readonly plan: Plan; readonly script: Script },
): Promise<FleetCollector> {
  if (options.queue !== undefined) return queueCollector(options, options.queue, hosts, what);
  const collecting = await fleetOptions(options, what);
  const { concurrency } = options;
  return ({ signal }, take) => collectFleet(hosts, { ...collecting, concurrency, signal }, take);
}

async function queueCollector(
  options: CollectorOptions,
  url: string,
  hosts: readonly Host[],
  { plan, script }: { readonly plan: Plan; readonly script: Script },
): Promise<FleetCollector> {
  refuseOptionsOfWorkers(options);
  // Most audits need none of it.
  const { collectByQueue } = await import('../queue/collect-by-queue.ts');
  const { jobOf } = await import('../queue/host-job.ts');
  const { namedPlan } = await import('../queue/plan-names.ts');
  const { openQueueDatabase, tryQueueDatabase } = await import('./queue-connection.ts');
  for (const host of hosts) jobOf(host);
  await tryQueueDatabase(url);
  return ({ signal, note }, take) => {
    const database = openQueueDatabase({
      url,
      application: 'hostward audit',
      lost: (reason) =>
        note(`the database of the queue is away (${visibleLine(reason, 200)}); it is waited for`),
      back: () => note('the database of the queue is back'),
      impatient: signal,
    });
    return collectByQueue(
      hosts,
      {
        database,
        assignment: { reads: namedPlan(plan), deadlines: deadlinesOf(options) },
        about: {
          toolVersion: toolVersion(),
          collectorHash: script.hash,
          auditor: `${userInfo().username}@${hostname()}`,
        },
        patienceMs: options.patience * 1000,
        note,
        signal,
        now: () => performance.now(),
      },
      take,
    );
  };
}

/** With a queue, workers hold the credentials and know the hosts. */
function refuseOptionsOfWorkers({ askPass, askBecomePass, acceptNewHostKeys }: ConnectionOptions) {
  const named = [
    ...(askPass ? ['--ask-pass'] : []),
    ...(askBecomePass ? ['--ask-become-pass'] : []),
    ...(acceptNewHostKeys ? ['--accept-new-host-keys'] : []),
  ];
  if (named.length === 0) return;
  throw new UsageError(
    `with --queue, workers hold what hosts are reached with; give ${named.join(', ')} to hostward worker`,
  );
}
