import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from 'pg-boss';
import { unlessGone } from './gone-queue.ts';
import { type JobWorkOptions, workOff } from './job-work.ts';
import { createJoinedRuns, type JoinedRun, type JoinOptions } from './joined-runs.ts';
import { isLostConnection } from './lost-connection.ts';
import { hostsQueue } from './names.ts';
import { SERVING_EVERY_MS } from './zone-watch.ts';

export interface ServeOptions extends JobWorkOptions, JoinOptions {
  /** Hosts under way at once. */
  readonly concurrency: number;
  /** No more hosts are taken; serving ends when those under way have ended. */
  readonly stop: AbortSignal;
  /** Milliseconds since some instant, never set back. */
  readonly clock: () => number;
}

const LOOK_EVERY_MS = 500;
const REFRESH_EVERY_MS = 1000;
/** Less than a third of the silence after which a worker counts as dead. */
const TOUCH_EVERY_MS = 3000;
/** Slots that become free together are filled by one question. */
const GATHER_MS = 15;

/** A job that this worker holds. */
interface Held {
  readonly id: string;
  readonly queue: string;
  readonly work: Promise<void>;
}

/**
 * Takes hosts of its zones from whatever audits go on, and gives back what it has read, until told to
 * stop. Rejects when the database refuses.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { boss, stop } = options;
  const runs = createJoinedRuns(boss, options);
  const slots = createSlots(options);
  const ended = new AbortController();
  const touching = touchWhileHeld(slots.held, options, ended.signal);
  try {
    await takeUntilStopped(runs, slots, options);
  } catch (error) {
    if (!stop.aborted || !isLostConnection(error)) throw error;
  } finally {
    await Promise.allSettled([...slots.held].map(({ work }) => work));
    ended.abort();
    await touching;
  }
}

async function takeUntilStopped(
  runs: ReturnType<typeof createJoinedRuns>,
  slots: ReturnType<typeof createSlots>,
  { stop, clock }: ServeOptions,
): Promise<void> {
  let refreshAt = 0;
  let greetAt = 0;
  while (!stop.aborted) {
    if (clock() >= refreshAt) {
      await runs.refresh();
      refreshAt = clock() + REFRESH_EVERY_MS;
    }
    if (clock() >= greetAt) {
      await runs.greet();
      greetAt = clock() + SERVING_EVERY_MS;
    }
    await slots.fill(runs.current());
    await slots.change();
  }
}

function createSlots(options: ServeOptions) {
  const { boss, stop, clock, concurrency } = options;
  const held = new Set<Held>();
  const emptyUntil = new Map<string, number>();
  let turn = 0;
  let wake = new AbortController();
  let broken: { readonly error: unknown } | undefined;

  function hold(job: Job<object>, run: JoinedRun): void {
    const work = workOff(job, run, options)
      .catch((error: unknown) => {
        broken ??= { error };
      })
      .finally(() => {
        held.delete(mine);
        wake.abort();
      });
    const mine: Held = { id: job.id, queue: job.name, work };
    held.add(mine);
  }

  async function take(run: JoinedRun, queue: string): Promise<void> {
    const free = concurrency - held.size;
    if (free <= 0 || stop.aborted || clock() < (emptyUntil.get(queue) ?? 0)) return;
    const jobs = (await unlessGone(() => boss.fetch<object>(queue, { batchSize: free }))) ?? [];
    if (jobs.length < free) emptyUntil.set(queue, clock() + LOOK_EVERY_MS);
    for (const job of jobs) hold(job, run);
  }

  return {
    held,
    /** Takes as many hosts as there are free slots, from each run in turn. */
    fill: async (runs: readonly JoinedRun[]) => {
      const queues = runs.flatMap((run) =>
        run.zones.map((zone) => ({ run, queue: hostsQueue(run.run, zone) })),
      );
      const current = new Set(queues.map(({ queue }) => queue));
      for (const queue of emptyUntil.keys()) if (!current.has(queue)) emptyUntil.delete(queue);
      turn += 1;
      const first = turn % Math.max(1, queues.length);
      for (const { run, queue } of [...queues.slice(first), ...queues.slice(0, first)]) {
        await take(run, queue);
      }
    },
    /** Resolves when a slot became free, or it is time to look again. Rejects when work has failed. */
    change: async () => {
      const signal = AbortSignal.any([wake.signal, stop]);
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
      wake = new AbortController();
      if (broken !== undefined) throw broken.error;
      await sleep(GATHER_MS);
    },
  };
}

/** Shows that the jobs it holds are in good hands. */
async function touchWhileHeld(
  held: ReadonlySet<Held>,
  { boss, log }: ServeOptions,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await sleep(TOUCH_EVERY_MS, undefined, { signal }).catch(() => undefined);
    const byQueue = Map.groupBy([...held], ({ queue }) => queue);
    for (const [queue, jobs] of byQueue) {
      const ids = jobs.map(({ id }) => id);
      try {
        await unlessGone(() => boss.touch(queue, ids));
      } catch (error) {
        // The main loop meets the same trouble, and knows what to do.
        if (error instanceof Error) log.queueTrouble(error);
      }
    }
  }
}
