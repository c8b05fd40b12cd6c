import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, PgBoss } from 'pg-boss';
import { type CollectOptions, collectHost, type HostResult } from '../fleet/collect-host.ts';
import type { Host, HostFailure } from '../model/host.ts';
import type { QueueDatabase } from './database.ts';
import { unlessGone } from './gone-queue.ts';
import { hostJobSchema, hostOf, type WorkerAccess } from './host-job.ts';
import type { JoinedRun } from './joined-runs.ts';
import { isLostConnection } from './lost-connection.ts';
import type { Result } from './messages.ts';
import { inboxQueue } from './names.ts';
import { packed } from './packed.ts';
import type { WorkerLog } from './worker-log.ts';

export interface JobWorkOptions {
  readonly boss: PgBoss;
  readonly database: QueueDatabase;
  readonly name: string;
  readonly access: WorkerAccess;
  readonly collecting: Pick<CollectOptions, 'transport' | 'secrets' | 'toolVersion' | 'now'>;
  /** Hosts that are under way then are left, and given back. */
  readonly giveBack: AbortSignal;
  /** Beyond the deadline that transports keep: a host that stands still nevertheless is let go. */
  readonly spareMs: number;
  readonly log: WorkerLog;
}

type Outcome =
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'defect'; readonly defect: string }
  | { readonly kind: 'left' }
  | { readonly kind: 'over' };

/** Reads the host of a job and gives the result back. Rejects when the database refuses. */
export async function workOff(
  job: Job<object>,
  run: JoinedRun,
  options: JobWorkOptions,
): Promise<void> {
  const { boss, database, log } = options;
  const parsed = hostJobSchema.safeParse(job.data);
  const name = parsed.data?.name ?? '';
  const outcome: Outcome = parsed.success
    ? await readHost(hostOf(parsed.data, options.access), run, options)
    : failed('protocol', 'its worker does not understand the job');
  switch (outcome.kind) {
    case 'result':
      await deliver(job, run, outcome.result, options);
      return logResult(log, run.run, name, outcome.result);
    case 'defect':
      // Another worker may have more luck; the audit is told after the second.
      await unlessGone(() => boss.fail(job.name, job.id, { defect: outcome.defect }));
      return log.hostFailed(run.run, name, 'worker-lost', outcome.defect);
    case 'left':
      await giveBack(job, boss, database);
      return log.hostReturned(run.run, name);
    case 'over':
      return;
  }
}

async function readHost(host: Host, run: JoinedRun, options: JobWorkOptions): Promise<Outcome> {
  const { access, giveBack: left } = options;
  if (host.pinned !== undefined && !access.pinned.includes(host.pinned)) {
    const message = `its worker does not start ${host.pinned}; give the worker --pinned ${host.pinned}`;
    return failed('privilege-failed', message);
  }
  try {
    const result = await bounded(host, run, options);
    if (run.over.signal.aborted) return { kind: 'over' };
    if (result.ended === 'collected') return { kind: 'result', result: withoutHost(result) };
    return left.aborted ? { kind: 'left' } : { kind: 'result', result: withoutHost(result) };
  } catch (error) {
    options.log.defect(run.run, host.name, error);
    return { kind: 'defect', defect: error instanceof Error ? error.message : String(error) };
  }
}

async function bounded(
  host: Host,
  run: JoinedRun,
  { collecting, giveBack: left, spareMs }: JobWorkOptions,
): Promise<HostResult> {
  const { hostMs } = run.reading.deadlines;
  const done = new AbortController();
  const signal = AbortSignal.any([run.over.signal, left, done.signal]);
  const late = sleep(hostMs + spareMs, undefined, { signal: done.signal }).then(
    (): HostResult => ({ ended: 'failed', host, failure: tooLate(hostMs) }),
  );
  // Of no interest once the host was read.
  late.catch(() => undefined);
  try {
    return await Promise.race([collectHost(host, { ...run.reading, ...collecting }, signal), late]);
  } finally {
    done.abort();
  }
}

const tooLate = (hostMs: number): HostFailure => ({
  class: 'timeout',
  message: `it stood still beyond the ${hostMs / 1000} s for a host, and its worker left it`,
});

const failed = (failureClass: HostFailure['class'], message: string): Outcome => ({
  kind: 'result',
  result: { ended: 'failed', failure: { class: failureClass, message } },
});

const withoutHost = (result: HostResult): Result =>
  result.ended === 'collected'
    ? { ended: 'collected', evidence: result.evidence }
    : { ended: 'failed', failure: result.failure };

/** The result first: a worker that dies in between leaves a host that is read twice, and never one that is lost. */
async function deliver(
  job: Job<object>,
  { run }: JoinedRun,
  result: Result,
  { boss, name }: JobWorkOptions,
): Promise<void> {
  const data = { kind: 'result', job: job.id, worker: name, body: packed(result) };
  await unlessGone(() => boss.insert(inboxQueue(run), [{ id: job.id, data }]));
  await unlessGone(() => boss.complete(job.name, job.id));
}

/** As if it had never been taken: it may still be taken twice. */
async function giveBack(job: Job<object>, boss: PgBoss, database: QueueDatabase): Promise<void> {
  try {
    await unlessGone(() =>
      database.inTransaction(async (db) => {
        await boss.deleteJob(job.name, job.id, { db });
        await boss.insert(job.name, [{ id: job.id, data: job.data }], { db });
      }),
    );
  } catch (error) {
    // Then the silence of this worker gives it back.
    if (!isLostConnection(error)) throw error;
  }
}

function logResult(log: WorkerLog, run: string, host: string, result: Result): void {
  if (result.ended === 'collected') log.hostRead(run, host, result.evidence.durationMs);
  else log.hostFailed(run, host, result.failure.class, result.failure.message);
}
