import type { PgBoss } from 'pg-boss';
import { compile } from '../collector/compile.ts';
import type { CollectOptions } from '../fleet/collect-host.ts';
import { visibleLine } from '../model/visible-text.ts';
import type { QueueDatabase } from './database.ts';
import { unlessGone } from './gone-queue.ts';
import {
  type Announcement,
  type Assignment,
  announcementSchema,
  assignmentSchema,
} from './messages.ts';
import { inboxQueue, planQueue, RUNS } from './names.ts';
import { type KnownReadings, planFromNames } from './plan-names.ts';
import { removeRun } from './posted-run.ts';
import type { WorkerLog } from './worker-log.ts';

/** A run whose hosts this worker reads. */
export interface JoinedRun {
  readonly run: string;
  /** Those of the run that this worker serves. */
  readonly zones: readonly string[];
  readonly reading: Pick<CollectOptions, 'plan' | 'script' | 'deadlines'>;
  /** Aborted when the run is over. */
  readonly over: AbortController;
}

export interface JoinOptions {
  readonly database: QueueDatabase;
  readonly name: string;
  readonly zones: readonly string[];
  readonly toolVersion: string;
  readonly known: KnownReadings;
  readonly log: WorkerLog;
}

/** The runs that go on, as a worker sees them. */
export interface JoinedRuns {
  /** Reads the announcements: joins what is new, leaves what is over. */
  readonly refresh: () => Promise<void>;
  /** Tells the audits that this worker is there for them. */
  readonly greet: () => Promise<void>;
  /** Those whose audit lives. */
  readonly current: () => readonly JoinedRun[];
}

/** Announcements are read about once a second: an audit shows itself every two. */
const SILENT_READS = 30;
const ABANDONED_READS = 600;

interface Seen {
  beat: number;
  unchanged: number;
  readonly joined?: JoinedRun;
}

export function createJoinedRuns(boss: PgBoss, options: JoinOptions): JoinedRuns {
  const seen = new Map<string, Seen>();

  async function refresh(): Promise<void> {
    const rows = await boss.findJobs<object>(RUNS, { queued: true });
    const announced = rows.flatMap(({ id, data }) => {
      const announcement = announcementSchema.safeParse(data).data;
      // Nobody speaks for another run.
      return announcement?.run === id ? [announcement] : [];
    });
    for (const announcement of announced) await notice(announcement);
    const runs = new Set(announced.map(({ run }) => run));
    for (const run of [...seen.keys()].filter((each) => !runs.has(each))) leave(run);
  }

  async function notice(announcement: Announcement): Promise<void> {
    const { run, beat } = announcement;
    const known = seen.get(run) ?? (await meet(announcement));
    known.unchanged = known.beat === beat ? known.unchanged + 1 : 0;
    known.beat = beat;
    if (known.unchanged === SILENT_READS) options.log.runSilent(run);
    if (known.unchanged < ABANDONED_READS) return;
    await removeRun(boss, options.database, run, announcement.zones);
    options.log.runSwept(run);
  }

  async function meet(announcement: Announcement): Promise<Seen> {
    const { run, beat } = announcement;
    const joined = await join(boss, announcement, options);
    const met = { beat, unchanged: 0, ...(joined && { joined }) };
    seen.set(run, met);
    return met;
  }

  function leave(run: string): void {
    const joined = seen.get(run)?.joined;
    seen.delete(run);
    if (joined === undefined) return;
    joined.over.abort();
    options.log.runOver(run);
  }

  const current = () =>
    [...seen.values()].flatMap(({ joined, unchanged }) =>
      joined === undefined || unchanged >= SILENT_READS ? [] : [joined],
    );
  return {
    refresh,
    greet: async () => {
      for (const { run, zones } of current()) {
        await say(boss, run, { kind: 'serving', worker: options.name, zones });
      }
    },
    current,
  };
}

/** Undefined for a run that has no work here, or that this worker refuses: then the audit is told. */
async function join(
  boss: PgBoss,
  announcement: Announcement,
  { name, log, ...options }: JoinOptions,
): Promise<JoinedRun | undefined> {
  const { run, auditor } = announcement;
  const zones = announcement.zones.filter((zone) => options.zones.includes(zone));
  if (zones.length === 0) return undefined;
  const [plan] = (await unlessGone(() => boss.findJobs<object>(planQueue(run)))) ?? [];
  const answer = readingOf(announcement, plan?.data, options);
  if ('refused' in answer) {
    log.runRefused(run, auditor, answer.refused);
    await say(boss, run, { kind: 'refusing', worker: name, zones, reason: answer.refused });
    return undefined;
  }
  log.runJoined(run, auditor, zones);
  await say(boss, run, { kind: 'serving', worker: name, zones });
  return { run, zones, reading: answer, over: new AbortController() };
}

/** A run that ended meanwhile hears nothing more. */
async function say(boss: PgBoss, run: string, message: object): Promise<void> {
  await unlessGone(() => boss.insert(inboxQueue(run), [{ data: message }]));
}

type Answer = JoinedRun['reading'] | { readonly refused: string };

function readingOf(
  { toolVersion, collectorHash }: Announcement,
  plan: unknown,
  { toolVersion: own, known }: Pick<JoinOptions, 'toolVersion' | 'known'>,
): Answer {
  if (toolVersion !== own) {
    return {
      refused: `it is hostward ${own}, the audit is hostward ${visibleLine(toolVersion, 40)}; run one version on both sides`,
    };
  }
  const assignment: Assignment | undefined = assignmentSchema.safeParse(plan).data;
  if (assignment === undefined) return { refused: 'what it is to read is not understood' };
  const named = planFromNames(assignment.reads, known);
  if ('unknown' in named) {
    return {
      refused: `no check that it has reads ${visibleLine(named.unknown, 200)}; give the worker the --checks that the audit has`,
    };
  }
  const script = compile(named.plan);
  if (script.hash !== collectorHash) {
    return {
      refused: `it would read hosts with another script (${script.hash.slice(0, 12)}) than the audit (${visibleLine(collectorHash.slice(0, 12))}); give the worker the same files of --checks`,
    };
  }
  return { plan: named.plan, script, deadlines: assignment.deadlines };
}
