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
  let silentMs = 0;
  let bornMs = 0;

  const look = (): void => {
    const beats = Atomics.load(pulse, 0);
    if (beats !== seen) {
      seen = beats;
      silentMs = 0;
      bornMs = 0;
      return;
    }
    silentMs += LOOK_MS;
    if (silentMs < silenceMs + bornMs) return;
    stop();
    stalled();
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    start: () => {
      silentMs = 0;
      timer ??= setInterval(look, LOOK_MS);
    },
    stop,
    bear: (ms) => {
      bornMs = ms;
    },
  };
}
