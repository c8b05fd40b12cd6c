import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { UsageError } from '../../model/errors.ts';
import type { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { type Migrations, migrationsFor } from '../database/migrations.ts';
import type { Tables } from '../database/tables.ts';

/** Beside what else the database holds. */
const SCHEMA = 'hostward';

const CONNECT_MS = 10_000;

/** A statement that waits longer has lost its server. */
const ANSWER_MS = 300_000;

/** Names the lock of contents among those of the database. */
const LOCK = 0x68777264;

/**
 * Opens the tables of the database, and makes them where they are not there.
 * @param url `postgres://…` without a password, which comes from PGPASSWORD or ~/.pgpass.
 * @throws UsageError when it cannot be reached, refuses, or is of a newer version.
 */
export async function openPostgres(
  url: string,
  migrations: Migrations = migrationsFor('bytea'),
): Promise<Database> {
  refusePassword(url);
  const pool = new Pool({
    connectionString: url,
    application_name: 'hostward',
    max: 4,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
  });
  // A connection that is lost between two statements: the next one finds out by itself.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(SCHEMA);
  try {
    await migrate({
      db,
      location: url,
      migrations,
      schema: SCHEMA,
      // One transaction makes the changes: what fails leaves all as it was.
      backUp: () => Promise.resolve(),
    });
  } catch (cause) {
    await db.destroy();
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(
      `cannot keep runs in ${url}: ${cause instanceof Error ? reasonOf(cause) : String(cause)}`,
      { cause },
    );
  }
  return {
    db,
    location: url,
    // Its server does so.
    compact: () => Promise.resolve(),
    lock: async (transaction, how) => {
      await (how === 'alone'
        ? sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`
        : sql`select pg_advisory_xact_lock_shared(${sql.lit(LOCK)})`
      ).execute(transaction);
    },
  };
}

/** Of a host with several addresses, what each said. */
function reasonOf(cause: Error): string {
  if (!(cause instanceof AggregateError)) return cause.message;
  return cause.errors
    .map((each: unknown) => (each instanceof Error ? each.message : String(each)))
    .join('; ');
}

function refusePassword(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) {
    throw new UsageError(
      'the store takes the URL of a PostgreSQL database: postgres://user@host:5432/name',
    );
  }
  // Not shown: it is in the history of the shell already, and need not be in logs too.
  if (url.password !== '' || url.searchParams.has('password')) {
    throw new UsageError(
      'the URL of the store holds a password, which other accounts can read in the list of processes; leave it out and put it into ~/.pgpass or PGPASSWORD',
    );
  }
}
