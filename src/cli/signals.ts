import type { HostFailure } from '../model/host.ts';
import { STOPPED } from './exit-status.ts';

export interface Interruption {
  readonly signal: AbortSignal;
  /** The signal that stopped the run, if one did. */
  readonly stoppedBy: () => keyof typeof STOPPED | undefined;
  readonly end: () => void;
}

const FAILURE: HostFailure = { class: 'stopped', message: 'the run was stopped by a signal' };

/** The first signal ends the run cleanly, what was gathered is reported; the second ends it at once. */
export function listenForSignals(): Interruption {
  const controller = new AbortController();
  let stoppedBy: keyof typeof STOPPED | undefined;
  const stop = (signal: keyof typeof STOPPED) => {
    if (stoppedBy !== undefined) process.exit(STOPPED[signal]);
    stoppedBy = signal;
    process.stderr.write(
      '\nhostward: stopping; what was gathered is reported. Again to end at once.\n',
    );
    controller.abort(FAILURE);
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
