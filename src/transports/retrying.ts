import pRetry from 'p-retry';
import type { ConnectionFailure, ScriptEnd, Transport } from './transport.ts';

export interface RetryOptions {
  /** Further tries, after the first. */
  readonly retries: number;
  /** Milliseconds before the second try; before each further one, three times as many. */
  readonly waitMs: number;
}

/** Told to nobody: that a try has failed, and why, is in its end. */
class TryAgain extends Error {}

/**
 * A transport that tries again where a connection failed for what may pass. Nobody was logged in then,
 * and nothing of the host was handed on. Waits are drawn at random up to twice their length, so that
 * hosts that were turned away together do not come back together.
 */
export function retrying(transport: Transport, options: RetryOptions): Transport {
  return async (run) => {
    let tries = 0;
    let end: ScriptEnd | undefined;
    await untilSettled(options, run.signal, async () => {
      tries += 1;
      end = await transport(run);
      return !mayPass(end);
    });
    // Stopped while it waited: the transport has the words for that.
    if (end === undefined || (run.signal.aborted && mayPass(end))) end = await transport(run);
    return end.ended === 'failed' ? { ...end, failure: told(end.failure, tries) } : end;
  };
}

/** @param attempt whether it settled the matter. */
async function untilSettled(
  { retries, waitMs }: RetryOptions,
  signal: AbortSignal,
  attempt: () => Promise<boolean>,
): Promise<void> {
  const once = async (): Promise<void> => {
    if (!(await attempt())) throw new TryAgain();
  };
  try {
    await pRetry(once, { retries, minTimeout: waitMs, factor: 3, randomize: true, signal });
  } catch (cause) {
    // The signal of a host that was read in full is aborted too, once enough has come.
    if (!(cause instanceof TryAgain || signal.aborted)) throw cause;
  }
}

const mayPass = (end: ScriptEnd): boolean => end.ended === 'failed' && end.failure.mayPass === true;

function told({ class: failureClass, message, mayPass: again }: ConnectionFailure, tries: number) {
  const times = again === true && tries > 1 ? ` (tried ${tries} times)` : '';
  return { class: failureClass, message: `${message}${times}` };
}
