import { visible, visibleLine } from '../model/visible-text.ts';
import type { WorkerLog } from '../queue/worker-log.ts';
import { jsonLog } from './json-log.ts';

/** What the command says of the worker itself. */
export interface WorkerLifeLog extends WorkerLog {
  readonly started: (zones: readonly string[], concurrency: number) => void;
  readonly stopping: (signal: string, underWay: string) => void;
  readonly stopped: () => void;
}

/** One JSON line an event on standard error, chosen fields alone. */
export function createWorkerLog(worker: string): WorkerLifeLog {
  const log = jsonLog({ worker });
  const short = (text: string) => visibleLine(text, 500);
  return {
    started: (zones, concurrency) =>
      log.info({ event: 'worker.started', zones, concurrency }, 'waits for audits'),
    stopping: (signal, underWay) => log.info({ event: 'worker.stopping', signal }, underWay),
    stopped: () => log.info({ event: 'worker.stopped' }, 'ended'),
    runJoined: (run, auditor, zones) =>
      log.info({ event: 'run.joined', run, auditor: short(auditor), zones }, 'reads its hosts'),
    runRefused: (run, auditor, reason) =>
      log.warn({ event: 'run.refused', run, auditor: short(auditor) }, short(reason)),
    runSilent: (run) =>
      log.warn({ event: 'run.silent', run }, 'its audit is silent; no more of its hosts are taken'),
    runOver: (run) => log.info({ event: 'run.over', run }, 'its audit has ended'),
    runSwept: (run) =>
      log.warn({ event: 'run.swept', run }, 'its audit was silent for long; its jobs are removed'),
    hostRead: (run, host, milliseconds) =>
      log.info({ event: 'host.read', run, host, milliseconds }, 'read'),
    hostFailed: (run, host, why, message) =>
      log.warn({ event: 'host.failed', run, host, class: why }, short(message)),
    hostReturned: (run, host) =>
      log.info({ event: 'host.returned', run, host }, 'given back, not read'),
    defect: (run, host, error) => {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log.error({ event: 'defect', run, host, stack: visible(stack).slice(0, 4000) }, 'a defect');
    },
    databaseLost: (reason) =>
      log.warn({ event: 'database.lost' }, `waits for it: ${short(reason)}`),
    databaseBack: () => log.info({ event: 'database.back' }, 'it is there again'),
    queueTrouble: (error) => log.warn({ event: 'queue.trouble' }, short(error.message)),
  };
}
