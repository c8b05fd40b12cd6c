/** Looks whether a thread's event loop still turns. */
export interface PulseWatch {
  /** Begins to look, or goes on to. */
  readonly start: () => void;
  readonly stop: () => void;
  /** From now to its next beat the thread may take so many milliseconds. */
  readonly bear: (ms: number) => void;
}

const LOOK_MS = 250;

/**
 * Time is counted in looks, not by the clock: where this thread, or the whole machine, stood still
 * itself, the other is not blamed for it.
 * @param stalled is called once, after `silenceMs` milliseconds without a beat.
 */
export function createPulseWatch(
  pulse: Int32Array<SharedArrayBuffer>,
  silenceMs: number,
  stalled: () => void,
): PulseWatch {
  let timer: NodeJS.Timeout | undefined;
  let seen = 0;
  /** Below 0 while it may be silent for longer. */
  let silentMs = 0;

  const look = (): void => {
    const beats = Atomics.load(pulse, 0);
    if (beats !== seen) {
      seen = beats;
      silentMs = 0;
      return;
    }
    silentMs += LOOK_MS;
    if (silentMs < silenceMs) return;
    stop();
    stalled();
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    start: () => {
      // More work for a thread is no sign of life.
      if (timer !== undefined) return;
      silentMs = 0;
      timer = setInterval(look, LOOK_MS);
    },
    stop,
    bear: (ms) => {
      silentMs = -ms;
    },
  };
}
