import type { HostFailure } from '../model/host.ts';

export interface Interruption {
  readonly signal: AbortSignal;
  /** The signal that stopped the run, if one did. */
  readonly stoppedBy: () => 'SIGINT' | 'SIGTERM' | undefined;
  readonly end: () => void;
}

const STOPPED: HostFailure = { class: 'stopped', message: 'the run was stopped by a signal' };

/** The first signal ends the run cleanly, what was gathered is reported; the second ends it at once. */
export function listenForSignals(): Interruption {
  const controller = new AbortController();
  let stoppedBy: 'SIGINT' | 'SIGTERM' | undefined;
  const stop = (signal: 'SIGINT' | 'SIGTERM') => {
    if (stoppedBy !== undefined) process.exit(signal === 'SIGINT' ? 130 : 143);
    stoppedBy = signal;
    process.stderr.write(
      '\nhostward: stopping; what was gathered is reported. Again to end at once.\n',
    );
    controller.abort(STOPPED);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    stoppedBy: () => stoppedBy,
    end: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
