import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';

/** A machine that is up answers sooner. */
const ANSWERS_WITHIN_MS = 1000;
/** How many may wait beside those that are under way, for each slot. */
const WAITING_FOR_EACH = 4;

/**
 * Does work for many hosts, for so many at once. A host that nobody has reached within a second costs
 * nothing but a wait, and leaves its slot to another: a rack that is down does not hold up the rest.
 * Rejects as the first work that does.
 */
export async function inSlots<T>(
  hosts: readonly T[],
  slots: number,
  work: (host: T, onReached: () => void) => Promise<void>,
): Promise<void> {
  const waiting = new Set<Promise<void>>();
  await pLimit(slots).map(hosts, async (host) => {
    const { promise: reached, resolve: onReached } = Promise.withResolvers<void>();
    const done = work(host, onReached);
    if (waiting.size < slots * WAITING_FOR_EACH && (await isLate(Promise.race([reached, done])))) {
      waiting.add(done);
      // One that rejects stays, to be found below.
      done.then(
        () => waiting.delete(done),
        () => undefined,
      );
      return;
    }
    await done;
  });
  await Promise.all(waiting);
}

async function isLate(answer: Promise<void>): Promise<boolean> {
  const answered = new AbortController();
  const { signal } = answered;
  const late = sleep(ANSWERS_WITHIN_MS, true, { signal }).catch(() => false);
  try {
    return await Promise.race([answer.then(() => false), late]);
  } finally {
    answered.abort();
  }
}
