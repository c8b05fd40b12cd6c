/**
 * Runs end while workers are about to speak: their queues are gone then, and there is nobody to tell.
 * @returns undefined when that is so.
 */
export async function unlessGone<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** SQLSTATE 23503: a job whose queue is not there. The words are pg-boss's own. */
const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === '23503') || /^Queue \S+ does not exist$/.test(error.message));
