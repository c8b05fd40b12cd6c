import { FAILURE_CLASSES, type HostFailure } from '../model/host.ts';
import { visibleLine } from '../model/visible-text.ts';
import {
  type ConnectionFailure,
  ENOUGH,
  type OutputSink,
  type Peer,
  type ScriptEnd,
} from './transport.ts';

/**
 * Decides once how a run ends: the first cause wins, then everything opened for the run is closed.
 * Stages may leave promises pending when the run ends under them; nothing waits for those.
 */
export interface RunEnding {
  readonly result: Promise<ScriptEnd>;
  readonly isOver: () => boolean;
  readonly ran: (exit: number | null) => void;
  readonly fail: (failure: ConnectionFailure) => void;
  /** For a defect of ours: the result rejects with it. */
  readonly crash: (error: unknown) => void;
  /** Adds what is known of the machine that answered. */
  readonly learn: (known: Partial<Peer>) => void;
  /** Called at the end, last added first; at once when the run is over. */
  readonly atEnd: (close: () => void) => void;
  /** Ends the run with this failure after so many milliseconds, unless the returned function is called. */
  readonly deadline: (ms: number, failure: () => HostFailure) => () => void;
}

/** Node's timers fire at once for anything longer. */
const LONGEST_TIMER = 2_147_483_647;

export function createRunEnding(signal: AbortSignal): RunEnding {
  const { promise: result, resolve, reject } = Promise.withResolvers<ScriptEnd>();
  const closers: (() => void)[] = [];
  let over = false;
  let peer: Peer = { privilege: 'none' };
  let isPeerKnown = false;

  function finish(settle: () => void): void {
    if (over) return;
    over = true;
    settle();
    for (const close of closers.reverse()) close();
    closers.length = 0;
  }
  function atEnd(close: () => void): void {
    if (over) close();
    else closers.push(close);
  }
  const ran = (exit: number | null): void => finish(() => resolve({ ended: 'ran', exit, peer }));
  const fail = (failure: ConnectionFailure): void =>
    finish(() => resolve({ ended: 'failed', failure, ...(isPeerKnown && { peer }) }));

  const onAbort = (): void => {
    const reason = abortReason(signal.reason);
    if (reason === ENOUGH) ran(null);
    else fail(reason);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  atEnd(() => signal.removeEventListener('abort', onAbort));
  if (signal.aborted) onAbort();

  return {
    result,
    isOver: () => over,
    ran,
    fail,
    crash: (error) => finish(() => reject(error)),
    learn: (known) => {
      peer = { ...peer, ...known };
      isPeerKnown = true;
    },
    atEnd,
    deadline: (ms, failure) => {
      const timer = setTimeout(() => fail(failure()), Math.min(Math.max(ms, 0), LONGEST_TIMER));
      const clear = (): void => clearTimeout(timer);
      atEnd(clear);
      return clear;
    },
  };
}

/** The caller's sink, safe to call from a library's event handlers, and quiet once the run is over. */
export function guardSink(sink: OutputSink, ending: RunEnding): OutputSink {
  const guard = (take: (bytes: Buffer) => void) => (bytes: Buffer) => {
    if (ending.isOver() || bytes.length === 0) return;
    try {
      take(bytes);
    } catch (error) {
      ending.crash(error);
    }
  };
  return { stdout: guard(sink.stdout), stderr: guard(sink.stderr) };
}

/** What the abort of a run's signal means. */
export function abortReason(reason: unknown): typeof ENOUGH | HostFailure {
  if (reason === ENOUGH || isHostFailure(reason)) return reason;
  if (reason instanceof Error && reason.name === 'TimeoutError') {
    return { class: 'timeout', message: 'the time for this host ran out' };
  }
  const why = reason instanceof Error && reason.name !== 'AbortError' ? `: ${reason.message}` : '';
  return { class: 'stopped', message: visibleLine(`the run was stopped${why}`) };
}

function isHostFailure(value: unknown): value is HostFailure {
  if (typeof value !== 'object' || value === null) return false;
  if (!('class' in value) || !('message' in value)) return false;
  return FAILURE_CLASSES.some((c) => c === value.class) && typeof value.message === 'string';
}
