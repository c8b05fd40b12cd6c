import { setTimeout as sleep } from 'node:timers/promises';
import { Pool, type PoolClient } from 'pg';
import type { Db } from 'pg-boss';
import { isLostConnection } from './lost-connection.ts';

/** PostgreSQL, as patient as the run that uses it. */
export interface QueueDatabase extends Db {
  /** All or nothing, and all once more where the connection was lost under it. */
  readonly inTransaction: (work: (db: Db) => Promise<void>) => Promise<void>;
  /** How often the connection was lost so far. */
  readonly losses: () => number;
  readonly close: () => Promise<void>;
}

export interface DatabaseOptions {
  /** `postgres://…`; what it does not say comes from PGPASSWORD, PGPASSFILE and their like. */
  readonly url: string;
  /** As the list of sessions of PostgreSQL shows it. */
  readonly application: string;
  readonly lost: (reason: string) => void;
  readonly back: () => void;
  /** Once aborted, nothing is waited for any more. */
  readonly impatient: AbortSignal;
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5000;

/** A connection that goes silent counts as lost after this long. */
const ANSWER_MS = 30_000;
const CONNECT_MS = 10_000;

/**
 * Asks again, later and later, while the database is away. What is asked must bear being asked twice:
 * the answer to the first may be all that was lost.
 */
export function openDatabase(options: DatabaseOptions): QueueDatabase {
  const pool = new Pool({
    connectionString: options.url,
    application_name: options.application,
    max: 4,
    keepAlive: true,
    query_timeout: ANSWER_MS,
    connectionTimeoutMillis: CONNECT_MS,
  });
  // A connection that is lost between two questions: the next one finds out by itself.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const link = createLink(options);

  async function patiently<T>(ask: () => Promise<T>): Promise<T> {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      try {
        const answer = await ask();
        link.answered();
        return answer;
      } catch (error) {
        if (!isLostConnection(error) || options.impatient.aborted) throw error;
        link.lost(error.message);
      }
      // An abort ends the waiting; the last try is then made at once.
      await sleep(wait, undefined, { signal: options.impatient }).catch(() => undefined);
    }
  }

  return {
    executeSql: (text, values) => patiently(() => pool.query(text, values)),
    inTransaction: (work) => patiently(async () => transaction(await pool.connect(), work)),
    losses: link.losses,
    close: () => pool.end(),
  };
}

/** Whether the database is there, told once each time that it changes. */
function createLink({ lost, back }: Pick<DatabaseOptions, 'lost' | 'back'>) {
  let isAway = false;
  let losses = 0;
  return {
    answered: () => {
      if (isAway) back();
      isAway = false;
    },
    lost: (reason: string) => {
      if (isAway) return;
      isAway = true;
      losses += 1;
      lost(reason);
    },
    losses: () => losses,
  };
}

async function transaction(client: PoolClient, work: (db: Db) => Promise<void>): Promise<void> {
  try {
    await client.query('BEGIN');
    await work({ executeSql: (text, values) => client.query(text, values) });
    await client.query('COMMIT');
    client.release();
  } catch (error) {
    // Its session may be in any state: it is ended, which undoes the transaction.
    client.release(true);
    throw error;
  }
}
