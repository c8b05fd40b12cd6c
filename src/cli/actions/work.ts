import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { PINNED_PATH } from '../../collector/pinned.ts';
import { AUDIT_FACTS } from '../../engine/audit-host.ts';
import { currentAccount } from '../../inventory/load.ts';
import { defaultKnownHosts } from '../../inventory/paths.ts';
import { factsOf } from '../../kit/define-check.ts';
import { UsageError } from '../../model/errors.ts';
import { DEFAULT_ZONE } from '../../queue/names.ts';
import { openBoss, refusalOf } from '../../queue/open-boss.ts';
import { knownReadings } from '../../queue/plan-names.ts';
import { serve } from '../../queue/serve.ts';
import { createTransport } from '../../transports/create-transport.ts';
import { type MannerOptions, mannered } from '../connection.ts';
import { STOPPED } from '../exit-status.ts';
import { catalogueWith, type OwnCheckPaths } from '../own-checks.ts';
import { openQueueDatabase } from '../queue-connection.ts';
import { type SecretOptions, secretsOf } from '../secrets.ts';
import { toolVersion } from '../version.ts';
import { createWorkerLog, type WorkerLifeLog } from '../worker-log.ts';

export interface WorkOptions extends SecretOptions, MannerOptions, OwnCheckPaths {
  readonly queue: string;
  readonly zone: readonly string[];
  readonly concurrency: number;
  readonly name?: string | undefined;
  /** Paths of private keys. */
  readonly identity: readonly string[];
  /** Paths of known_hosts files; those of OpenSSH where there are none. */
  readonly knownHosts: readonly string[];
  /** Paths on hosts. */
  readonly pinned: readonly string[];
  readonly acceptNewHostKeys?: true | undefined;
  /** Seconds. */
  readonly grace: number;
}

const SPARE_MS = 30_000;

/**
 * Reads hosts for audits until a signal ends it.
 * @returns the exit status.
 */
export async function work(options: WorkOptions): Promise<number> {
  const name = options.name ?? `${hostname()}-${process.pid}`;
  const zones = options.zone.length === 0 ? [DEFAULT_ZONE] : options.zone;
  const access = accessOf(options);
  const { checks } = catalogueWith(options);
  const known = knownReadings([...AUDIT_FACTS, ...checks.flatMap(factsOf)]);
  const secrets = await secretsOf(options);
  const log = createWorkerLog(name);
  const ending = listenForEnd(options.grace * 1000, log);
  const database = openQueueDatabase({
    url: options.queue,
    application: `hostward worker ${name}`,
    lost: log.databaseLost,
    back: log.databaseBack,
    impatient: ending.giveBack,
  });
  try {
    const boss = await openBoss(database, log.queueTrouble);
    log.started(zones, options.concurrency);
    try {
      await serve({
        boss,
        database,
        name,
        zones,
        concurrency: options.concurrency,
        toolVersion: toolVersion(),
        known,
        access,
        collecting: {
          transport: mannered(transportOf(options), options),
          secrets,
          toolVersion: toolVersion(),
          now: Date.now,
        },
        stop: ending.stop,
        giveBack: ending.giveBack,
        spareMs: SPARE_MS,
        clock: () => performance.now(),
        log,
      });
    } catch (error) {
      throw refusalOf(error);
    } finally {
      await boss.stop({ graceful: false });
    }
    log.stopped();
  } finally {
    ending.end();
    await database.close();
  }
  return 0;
}

/** @throws UsageError for files that are not there. */
function accessOf({ identity, knownHosts, pinned }: WorkOptions) {
  const identityFiles = identity.map((path) => resolve(path));
  const named = knownHosts.map((path) => resolve(path));
  for (const path of [...identityFiles, ...named]) {
    if (!existsSync(path))
      throw new UsageError(`${path} does not exist; name a file that is there`);
  }
  const { homeDirectory } = currentAccount();
  return {
    identityFiles,
    knownHostsFiles: named.length === 0 ? defaultKnownHosts(homeDirectory) : named,
    pinned: [PINNED_PATH, ...pinned],
  };
}

function transportOf({ acceptNewHostKeys }: WorkOptions) {
  const agentSocket = process.env['SSH_AUTH_SOCK'];
  return createTransport({
    acceptNewHostKeys: acceptNewHostKeys ?? false,
    ...(agentSocket ? { agentSocket } : {}),
  });
}

/** The first signal ends the taking of hosts; those under way have a while, or the second signal, to end. */
function listenForEnd(graceMs: number, log: WorkerLifeLog) {
  const stop = new AbortController();
  const giveBack = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onSignal = (signal: keyof typeof STOPPED) => {
    if (giveBack.signal.aborted) process.exit(STOPPED[signal]);
    if (stop.signal.aborted) return giveBack.abort();
    log.stopping(
      signal,
      `hosts under way have ${graceMs / 1000} s to end; again to give them back`,
    );
    stop.abort();
    timer = setTimeout(() => giveBack.abort(), graceMs);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    stop: stop.signal,
    giveBack: giveBack.signal,
    end: () => {
      clearTimeout(timer);
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
