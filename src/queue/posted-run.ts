import { randomUUID } from 'node:crypto';
import type { JobInsert, JobWithMetadata, PgBoss } from 'pg-boss';
import type { Host } from '../model/host.ts';
import type { QueueDatabase } from './database.ts';
import { deleteQueue, unlessGone } from './gone-queue.ts';
import { jobOf } from './host-job.ts';
import type { Announcement, Assignment } from './messages.ts';
import { DEFAULT_ZONE, hostsQueue, inboxQueue, planQueue, RUNS } from './names.ts';
import { KEPT_SECONDS } from './open-boss.ts';

/** A host whose result is waited for. */
export interface WaitingHost {
  readonly host: Host;
  readonly zone: string;
}

/** A run as it lies in the queue, seen by its audit. */
export interface PostedRun {
  readonly zones: readonly string[];
  /** By the id of the job. */
  readonly waiting: Map<string, WaitingHost>;
  /** Shows workers that the audit lives. @returns false when somebody has removed the run. */
  readonly beat: () => Promise<boolean>;
  /** Gives jobs whose workers went silent to others, once, and then to the inbox. */
  readonly supervise: () => Promise<void>;
  /** What workers have said, oldest first; it comes again until it is settled. */
  readonly read: () => Promise<readonly JobWithMetadata<object>[]>;
  readonly settle: (messages: readonly string[], jobs: readonly string[]) => Promise<void>;
  /** No worker takes its hosts any more. */
  readonly closeZone: (zone: string) => Promise<void>;
  readonly withdraw: () => Promise<void>;
}

/** A worker that is silent for so long is dead: the least that pg-boss knows. */
const HEARTBEAT_SECONDS = 10;
/** Beyond what a host may take, and what a worker adds to that. */
const SPARE_SECONDS = 60;
/** A message that was fetched while the connection broke comes again after this long. */
const MESSAGE_SECONDS = 30;
const CHUNK = 500;
const MESSAGES_AT_ONCE = 20;

/** Puts hosts into the queue, one queue a zone, and announces them. */
export async function postRun(
  boss: PgBoss,
  database: QueueDatabase,
  hosts: readonly Host[],
  assignment: Assignment,
  about: Omit<Announcement, 'run' | 'zones' | 'beat'>,
): Promise<PostedRun> {
  const run = randomUUID();
  const waiting = new Map<string, WaitingHost>(
    hosts.map((host) => [randomUUID(), { host, zone: host.zone ?? DEFAULT_ZONE }]),
  );
  const zones = [...new Set([...waiting.values()].map(({ zone }) => zone))];
  const inbox = inboxQueue(run);
  let beat = 0;
  const announcement = (): Announcement => ({ ...about, run, zones, beat });
  try {
    await postAll(boss, run, waiting, assignment);
    // Last, so that workers find all that it speaks of.
    await boss.insert(RUNS, [{ id: run, data: announcement() }]);
  } catch (error) {
    // What failed first is what people have to hear of.
    await removeRun(boss, database, run, zones).catch(() => undefined);
    throw error;
  }

  return {
    zones,
    waiting,
    beat: async () => {
      beat += 1;
      const { updated } = await boss.update(RUNS, announcement(), { id: run });
      return updated > 0;
    },
    supervise: async () => {
      const open = new Set([...waiting.values()].map(({ zone }) => zone));
      for (const zone of open) await boss.supervise(hostsQueue(run, zone));
      await boss.supervise(inbox);
    },
    read: async () => {
      const wish = { batchSize: MESSAGES_AT_ONCE, includeMetadata: true } as const;
      return (await unlessGone(() => boss.fetch<object>(inbox, wish))) ?? [];
    },
    settle: async (messages, settled) => {
      const byZone = Map.groupBy(settled, (job) => waiting.get(job)?.zone ?? '');
      for (const job of settled) waiting.delete(job);
      for (const [zone, ids] of byZone) {
        await unlessGone(() => boss.deleteJob(hostsQueue(run, zone), [...ids]));
      }
      if (messages.length > 0) await unlessGone(() => boss.deleteJob(inbox, [...messages]));
    },
    closeZone: (zone) => deleteQueue(database, hostsQueue(run, zone)),
    withdraw: () => removeRun(boss, database, run, zones),
  };
}

async function postAll(
  boss: PgBoss,
  run: string,
  waiting: ReadonlyMap<string, WaitingHost>,
  assignment: Assignment,
): Promise<void> {
  const inbox = inboxQueue(run);
  await boss.createQueue(inbox, {
    expireInSeconds: MESSAGE_SECONDS,
    retryLimit: 1000,
    retentionSeconds: KEPT_SECONDS,
  });
  const plan = planQueue(run);
  await boss.createQueue(plan, { retentionSeconds: KEPT_SECONDS });
  await boss.insert(plan, [{ data: assignment }]);
  for (const [zone, hosts] of Map.groupBy(waiting, ([, each]) => each.zone)) {
    const queue = hostsQueue(run, zone);
    await boss.createQueue(queue, {
      expireInSeconds: Math.ceil(assignment.deadlines.hostMs / 1000) + SPARE_SECONDS,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      retryLimit: 1,
      retentionSeconds: KEPT_SECONDS,
      deadLetter: inbox,
    });
    const jobs = hosts.map(([id, { host }]): JobInsert => ({ id, data: jobOf(host) }));
    for (let n = 0; n < jobs.length; n += CHUNK) await boss.insert(queue, jobs.slice(n, n + CHUNK));
  }
}

/** Takes a run out of the queue: its announcement first, so that workers leave it. */
export async function removeRun(
  boss: PgBoss,
  database: QueueDatabase,
  run: string,
  zones: readonly string[],
): Promise<void> {
  await boss.deleteJob(RUNS, [run]);
  for (const zone of zones) await deleteQueue(database, hostsQueue(run, zone));
  await deleteQueue(database, planQueue(run));
  await deleteQueue(database, inboxQueue(run));
}
