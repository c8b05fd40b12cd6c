import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { UsageError } from '../../model/errors.ts';
import type { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { type Migrations, migrationsFor } from '../database/migrations.ts';
import type { Tables } from '../database/tables.ts';
import { forKysely } from './node-sqlite.ts';

/** Says whose file it is, in its header: "hwrd". */
const APPLICATION = 0x68777264;

/** How long another process may hold the file. */
const BUSY_MS = 30_000;

/**
 * Opens the file, and makes it where it is not there; its owner alone may read it.
 * @throws UsageError when it cannot be written, is of something else, or of a newer version.
 */
export async function openSqlite(
  path: string,
  migrations: Migrations = migrationsFor('blob'),
): Promise<Database> {
  const file = openFile(path);
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: forKysely(file, path) }),
  });
  try {
    await migrate({
      db,
      location: path,
      migrations,
      backUp: async (version) => {
        const copy = `${path}.before-upgrade-of-${version}`;
        if (existsSync(copy)) return;
        closeSync(openSync(copy, 'wx', 0o600));
        await sql`vacuum into ${copy}`.execute(db);
      },
    });
  } catch (cause) {
    file.close();
    throw cause;
  }
  return {
    db,
    location: path,
    compact: async () => {
      // Where another process is in the way, or the disk is full, what is free is used again later.
      await sql`vacuum`.execute(db).catch(() => undefined);
    },
    lock: async (transaction) => {
      // A transaction that began by reading could not write after another process has.
      await sql`update run set id = id where false`.execute(transaction);
    },
  };
}

function openFile(path: string): DatabaseSync {
  try {
    makeFolderAbove(path);
    // Its log and index inherit the mode.
    closeSync(openSync(path, 'a', 0o600));
    const file = new DatabaseSync(path);
    try {
      file.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
      refuseForeign(file, path);
      file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    } catch (cause) {
      file.close();
      throw cause;
    }
    return file;
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(
      `cannot keep runs in ${path}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

function makeFolderAbove(path: string): void {
  const missing: string[] = [];
  for (let folder = dirname(path); !existsSync(folder); folder = dirname(folder)) {
    missing.unshift(folder);
  }
  for (const folder of missing) mkdirSync(folder, { mode: 0o700 });
}

function refuseForeign(file: DatabaseSync, path: string): void {
  const { application_id: application } = file.prepare('PRAGMA application_id').get() ?? {};
  if (application === APPLICATION) return;
  const { tables } = file.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {};
  if (tables !== 0)
    throw new UsageError(`${path} is a database of something else; name another --store`);
  file.exec(`PRAGMA application_id = ${APPLICATION}`);
}
