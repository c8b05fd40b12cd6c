import { setTimeout as sleep } from 'node:timers/promises';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { HostResult } from '../fleet/collect-host.ts';
import type { Host, HostFailure } from '../model/host.ts';
import { visibleLine } from '../model/visible-text.ts';
import type { QueueDatabase } from './database.ts';
import { heard } from './inbox-reader.ts';
import { isLostConnection } from './lost-connection.ts';
import type { Announcement, Assignment } from './messages.ts';
import { openBoss, refusalOf } from './open-boss.ts';
import { type PostedRun, postRun } from './posted-run.ts';
import { watchZones, type ZoneWatch } from './zone-watch.ts';

export interface ByQueueOptions {
  readonly database: QueueDatabase;
  readonly assignment: Assignment;
  readonly about: Omit<Announcement, 'run' | 'zones' | 'beat'>;
  /** How long hosts of a zone wait for somebody who serves it. */
  readonly patienceMs: number;
  /** Tells a person a line. */
  readonly note: (line: string) => void;
  /** Ends the run: workers drop its hosts, and what has not come is given as stopped. */
  readonly signal: AbortSignal;
  /** Milliseconds since some instant, never set back. */
  readonly now: () => number;
}

/** Between looks into an inbox that was empty. */
const LOOK_EVERY_MS = 200;
const BEAT_EVERY_MS = 2000;
const SUPERVISE_EVERY_MS = 4000;
/** After the database was away: time for workers to show that they live. */
const GRACE_MS = 12_000;

/**
 * Has every host collected by workers, and hands each result over as it arrives, once.
 * @param take as for a fleet that is collected from here.
 * @throws UsageError when the database refuses, or a host cannot be reached by workers.
 */
export async function collectByQueue(
  hosts: readonly Host[],
  options: ByQueueOptions,
  take: (result: HostResult) => Promise<void>,
): Promise<void> {
  const { database, note } = options;
  try {
    const boss = await openBoss(database, (error) =>
      note(`queue: ${visibleLine(error.message, 300)}`),
    );
    try {
      await runByQueue(boss, hosts, options, take);
    } catch (error) {
      throw refusalOf(error);
    } finally {
      await boss.stop({ graceful: false });
    }
  } finally {
    await database.close();
  }
}

async function runByQueue(
  boss: PgBoss,
  hosts: readonly Host[],
  options: ByQueueOptions,
  take: (result: HostResult) => Promise<void>,
): Promise<void> {
  const { assignment, about, signal, database } = options;
  const run = await postRun(boss, database, hosts, assignment, about);
  const zones = watchZones(run.zones, options);
  const round = createRound({ run, zones, about, note: options.note, take });
  const upkeep = createUpkeep(run, zones, options, take);
  try {
    await despiteStop(signal, async () => {
      while (run.waiting.size > 0 && !signal.aborted && (await upkeep())) {
        if ((await round()) > 0) continue;
        await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
      }
      // Of what workers have sent before the stop; a flood of messages does not go on for ever.
      for (let n = run.waiting.size; signal.aborted && n > 0 && (await round()) > 0; n -= 1);
    });
  } finally {
    await despiteStop(signal, run.withdraw);
  }
  const failure = signal.aborted ? STOPPED : REMOVED;
  for (const { host } of run.waiting.values()) await take({ ended: 'failed', host, failure });
}

/** Who stops a run does not wait for a database that is away; workers notice by themselves. */
async function despiteStop(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!signal.aborted || !isLostConnection(error)) throw error;
  }
}

const STOPPED: HostFailure = {
  class: 'stopped',
  message: 'the run was stopped before a worker had read it',
};

const REMOVED: HostFailure = {
  class: 'stopped',
  message:
    'the run was taken out of the queue before a worker had read it: by hand, or by workers that heard nothing of this audit for ten minutes',
};

interface Round {
  readonly run: PostedRun;
  readonly zones: ZoneWatch;
  readonly about: ByQueueOptions['about'];
  readonly note: (line: string) => void;
  readonly take: (result: HostResult) => Promise<void>;
}

/** One look into the inbox. @returns how many messages there were. */
function createRound({ run, zones, about, note, take }: Round): () => Promise<number> {
  let isNonsenseTold = false;
  const tellNonsense = () => {
    if (!isNonsenseTold)
      note('a message in the queue is not understood, and left out: who writes there?');
    isNonsenseTold = true;
  };
  async function hear(message: JobWithMetadata<object>, taken: Set<string>): Promise<void> {
    const said = heard(message, about.collectorHash);
    if (said.kind === 'serving') zones.serving(said.worker, said.zones);
    if (said.kind === 'refusing') zones.refusing(said.worker, said.zones, said.reason);
    if (said.kind === 'nonsense') tellNonsense();
    if (said.kind !== 'result') return;
    const host = run.waiting.get(said.job)?.host;
    // Of a host that two workers have read, the second result is left alone.
    if (host === undefined || taken.has(said.job)) return;
    taken.add(said.job);
    await take(said.of(host));
  }
  return async () => {
    const messages = await run.read();
    const taken = new Set<string>();
    await Promise.all(messages.map((message) => hear(message, taken)));
    if (messages.length > 0) {
      await run.settle(
        messages.map(({ id }) => id),
        [...taken],
      );
    }
    return messages.length;
  };
}

/** What has to be done now and then. @returns a function that says false once the run is gone. */
function createUpkeep(
  run: PostedRun,
  zones: ZoneWatch,
  { database, now }: Pick<ByQueueOptions, 'database' | 'now'>,
  take: (result: HostResult) => Promise<void>,
): () => Promise<boolean> {
  let dueAt = 0;
  let losses = 0;
  let superviseAt = 0;
  return async () => {
    if (now() < dueAt) return true;
    dueAt = now() + BEAT_EVERY_MS;
    const isThere = await run.beat();
    if (database.losses() > losses) {
      losses = database.losses();
      // Workers could not show that they live either: nobody is declared dead for that.
      superviseAt = now() + GRACE_MS;
      zones.startAnew();
    }
    if (now() >= superviseAt) {
      superviseAt = now() + SUPERVISE_EVERY_MS;
      await run.supervise();
    }
    await giveUpZones(run, zones, take);
    return isThere;
  };
}

async function giveUpZones(
  run: PostedRun,
  zones: ZoneWatch,
  take: (result: HostResult) => Promise<void>,
): Promise<void> {
  for (const zone of run.zones) {
    const left = [...run.waiting].filter(([, each]) => each.zone === zone);
    const message = left.length === 0 ? undefined : zones.givenUp(zone, left.length);
    if (message === undefined) continue;
    await run.closeZone(zone);
    for (const [job, { host }] of left) {
      run.waiting.delete(job);
      await take({ ended: 'failed', host, failure: { class: 'no-worker', message } });
    }
  }
}
