import type { QueueDatabase } from './database.ts';
import { SCHEMA } from './names.ts';

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

/**
 * Deletes a queue, if it is there, with its jobs. Whoever writes into it at this moment waits for the lock, and finds it
 * gone; without the lock, the job of a writer would hold the queue, and its deletion fail.
 */
export async function deleteQueue(database: QueueDatabase, queue: string): Promise<void> {
  await database.inTransaction(async (db) => {
    const lock = `SELECT 1 FROM ${SCHEMA}.queue WHERE name = $1 FOR UPDATE`;
    const { rows } = await db.executeSql(lock, [queue]);
    if (rows.length > 0) await db.executeSql(`SELECT ${SCHEMA}.delete_queue($1)`, [queue]);
  });
}
