import { randomUUID } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import { compile } from '../../src/collector/compile.ts';
import { planReadings } from '../../src/collector/plan.ts';
import type { HostResult } from '../../src/fleet/collect-host.ts';
import type { Host } from '../../src/model/host.ts';
import { hostClock } from '../../src/probes/host/clock.ts';
import { ownProcess } from '../../src/probes/host/own-process.ts';
import { collectByQueue } from '../../src/queue/collect-by-queue.ts';
import { openDatabase, type QueueDatabase } from '../../src/queue/database.ts';
import { openBoss } from '../../src/queue/open-boss.ts';
import { knownReadings, namedPlan } from '../../src/queue/plan-names.ts';
import { serve } from '../../src/queue/serve.ts';
import type { WorkerLog } from '../../src/queue/worker-log.ts';
import { runLocally } from '../../src/transports/local.ts';
import type { Secrets, Transport } from '../../src/transports/transport.ts';

export const FACTS = [hostClock, ownProcess];
export const PLAN = planReadings(FACTS);
export const SCRIPT = compile(PLAN);
export const VERSION = '1.2.3';
const DEADLINES = { connectMs: 1000, authenticateMs: 1000 };

export function sshHost(name: string, more: Partial<Host> = {}): Host {
  const endpoint = { address: '127.0.0.1', port: 22, user: 'audit', identityFiles: ['/a/key'] };
  return {
    name,
    labels: { role: 'web' },
    groups: ['all-web'],
    become: 'none',
    connection: { transport: 'ssh2', endpoint, jumps: [], knownHostsFiles: ['/a/known_hosts'] },
    ...more,
  };
}

/** Whatever host is asked for, this machine answers, by a real shell. */
export const thisMachine: Transport = (run) => runLocally(run, '/bin/sh');

export function databaseOf(url: string, impatient?: AbortSignal): QueueDatabase {
  return openDatabase({
    url,
    application: 'test',
    lost: () => undefined,
    back: () => undefined,
    impatient: impatient ?? new AbortController().signal,
  });
}

export interface TestAudit {
  readonly results: readonly HostResult[];
  readonly notes: readonly string[];
  readonly stop: () => void;
  readonly done: Promise<void>;
}

export interface AuditGiven {
  readonly patienceMs?: number;
  readonly toolVersion?: string;
  readonly collectorHash?: string;
  readonly hostMs?: number;
  readonly take?: (result: HostResult) => Promise<void>;
}

export function startAudit(url: string, hosts: readonly Host[], given: AuditGiven = {}): TestAudit {
  const { patienceMs = 20_000, toolVersion = VERSION, collectorHash = SCRIPT.hash } = given;
  const { hostMs = 20_000 } = given;
  const results: HostResult[] = [];
  const notes: string[] = [];
  const stopping = new AbortController();
  const done = collectByQueue(
    hosts,
    {
      database: databaseOf(url, stopping.signal),
      assignment: { reads: namedPlan(PLAN), deadlines: { ...DEADLINES, hostMs } },
      about: { toolVersion, collectorHash, auditor: 'me@here' },
      patienceMs,
      note: (line) => void notes.push(line),
      signal: stopping.signal,
      now: () => performance.now(),
    },
    async (result) => {
      await given.take?.(result);
      results.push(result);
    },
  );
  return { results, notes, stop: () => stopping.abort(), done };
}

export interface WorkerGiven {
  readonly name?: string;
  readonly zones?: readonly string[];
  readonly concurrency?: number;
  readonly toolVersion?: string;
  readonly facts?: typeof FACTS;
  readonly transport?: Transport;
  readonly secrets?: Secrets;
  readonly identityFiles?: readonly string[];
}

export interface TestWorker {
  /** `event …` lines. */
  readonly log: readonly string[];
  readonly stop: () => void;
  readonly giveBack: () => void;
  readonly done: Promise<void>;
}

export function startWorker(url: string, given: WorkerGiven = {}): TestWorker {
  const { name = 'w', zones = ['default'], concurrency = 10, toolVersion = VERSION } = given;
  const log: string[] = [];
  const stop = new AbortController();
  const giveBack = new AbortController();
  const database = databaseOf(url, giveBack.signal);
  const serving = async (boss: PgBoss) =>
    serve({
      boss,
      database,
      name,
      zones,
      concurrency,
      toolVersion,
      known: knownReadings(given.facts ?? FACTS),
      access: {
        identityFiles: given.identityFiles ?? [],
        knownHostsFiles: ['/w/known_hosts'],
        pinned: [],
      },
      collecting: {
        transport: given.transport ?? thisMachine,
        secrets: given.secrets ?? {},
        toolVersion,
        now: Date.now,
      },
      stop: stop.signal,
      giveBack: giveBack.signal,
      spareMs: 500,
      clock: () => performance.now(),
      log: logInto(log),
    });
  const done = openBoss(database, () => undefined).then(async (boss) => {
    try {
      await serving(boss);
    } finally {
      await boss.stop({ graceful: false });
      await database.close();
    }
  });
  return { log, stop: () => stop.abort(), giveBack: () => giveBack.abort(), done };
}

/** Ends workers as a signal does, and waits for them. */
export async function stopWorkers(...workers: readonly TestWorker[]): Promise<void> {
  for (const { stop } of workers) stop();
  await Promise.all(workers.map(({ done }) => done));
}

/** Writes events as lines. */
export const logInto = (log: string[]): WorkerLog => ({
  runJoined: (_, auditor, zones) => log.push(`joined ${auditor} ${zones.join(',')}`),
  runRefused: (_, __, reason) => log.push(`refused ${reason}`),
  runSilent: () => log.push('silent'),
  runOver: () => log.push('over'),
  runSwept: () => log.push('swept'),
  hostRead: (_, host) => log.push(`read ${host}`),
  hostFailed: (_, host, why) => log.push(`failed ${host} ${why}`),
  hostReturned: (_, host) => log.push(`returned ${host}`),
  defect: (_, host) => log.push(`defect ${host}`),
  databaseLost: () => log.push('lost'),
  databaseBack: () => log.push('back'),
  queueTrouble: () => log.push('trouble'),
});

/** A database of its own for a test. */
export const newName = (): string => `t${randomUUID().replaceAll('-', '')}`;

/** Waits for something that comes about by itself. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}
