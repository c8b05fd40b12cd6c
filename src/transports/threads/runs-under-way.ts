import type { HostFailure } from '../../model/host.ts';
import { abortReason } from '../run-ending.ts';
import type { ENOUGH, ScriptEnd, ScriptRun } from '../transport.ts';

/** The runs of one thread that have not ended yet, by number. */
export interface RunsUnderWay {
  readonly add: (run: ScriptRun) => { readonly id: number; readonly end: Promise<ScriptEnd> };
  readonly reached: (id: number) => void;
  readonly feed: (id: number, stream: 'stdout' | 'stderr', bytes: Uint8Array) => void;
  /** Asks whoever can be asked for a passphrase; what that throws ends the run. */
  readonly ask: (id: number, identityFile: string) => Promise<string | undefined>;
  readonly settle: (id: number, end: ScriptEnd) => void;
  readonly crash: (id: number, error: unknown) => void;
  readonly ids: () => readonly number[];
}

interface UnderWay {
  readonly run: ScriptRun;
  readonly settle: (end: ScriptEnd) => void;
  readonly crash: (error: unknown) => void;
}

export function createRunsUnderWay(on: {
  readonly abort: (id: number, reason: typeof ENOUGH | HostFailure) => void;
  /** The last one has ended. */
  readonly idle: () => void;
}): RunsUnderWay {
  const runs = new Map<number, UnderWay>();
  let count = 0;

  function take(id: number): UnderWay | undefined {
    const underWay = runs.get(id);
    runs.delete(id);
    if (runs.size === 0) on.idle();
    return underWay;
  }
  const crash = (id: number, error: unknown): void => take(id)?.crash(error);

  return {
    add: (run) => {
      count += 1;
      const id = count;
      const { promise: end, resolve, reject } = Promise.withResolvers<ScriptEnd>();
      const onAbort = (): void => on.abort(id, abortReason(run.signal.reason));
      const deafen = (): void => run.signal.removeEventListener('abort', onAbort);
      run.signal.addEventListener('abort', onAbort, { once: true });
      runs.set(id, { run, settle: resolve, crash: reject });
      return { id, end: end.finally(deafen) };
    },
    reached: (id) => runs.get(id)?.run.onReached?.(),
    feed: (id, stream, { buffer, byteOffset, byteLength }) => {
      const run = runs.get(id)?.run;
      // What was on its way when the run was stopped.
      if (run === undefined || run.signal.aborted) return;
      try {
        run.sink[stream](Buffer.from(buffer, byteOffset, byteLength));
      } catch (error) {
        crash(id, error);
      }
    },
    ask: async (id, identityFile) => {
      try {
        return await runs.get(id)?.run.secrets.passphrase?.(identityFile);
      } catch (error) {
        crash(id, error);
        return undefined;
      }
    },
    settle: (id, end) => take(id)?.settle(end),
    crash,
    ids: () => [...runs.keys()],
  };
}
