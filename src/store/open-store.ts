import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { checkRows } from './database/check-rows.ts';
import { checkTables } from './database/check-tables.ts';
import { createStore } from './database/create-store.ts';
import { openPostgres } from './postgres/open-postgres.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import type { Store } from './store.ts';

const isUrl = (location: string): boolean => /^postgres(ql)?:/.test(location);

/** A relative XDG_STATE_HOME does not count, by its specification. */
export function defaultStore({ XDG_STATE_HOME: state = '' }: NodeJS.ProcessEnv): string {
  const folder = isAbsolute(state) ? state : join(homedir(), '.local', 'state');
  return join(folder, 'hostward', 'runs.sqlite');
}

/**
 * Opens a store, and makes it where it is not there.
 * @param location a file, or `postgres://…`.
 * @throws UsageError when it cannot be opened, was altered, or a newer version made it.
 */
export async function openStore(location: string): Promise<Store> {
  const database = await (isUrl(location) ? openPostgres(location) : openSqlite(location));
  try {
    await checkTables(database);
  } catch (cause) {
    await database.db.destroy();
    throw cause;
  }
  const { db, location: where } = database;
  return createStore({ ...database, db: db.withPlugin(checkRows(where)) });
}

/** As `openStore`, for who only reads. @throws UsageError when no store is there too. */
export async function openKeptStore(location: string): Promise<Store> {
  if (!isUrl(location) && !existsSync(location)) {
    throw new UsageError(`no runs are kept in ${location} yet; hostward audit keeps them`);
  }
  return await openStore(location);
}
