import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { SqliteDatabase } from 'kysely';
import { z } from 'zod';
import { damaged } from '../database/damage.ts';

/**
 * SQLITE_ERROR, SQLITE_CORRUPT, SQLITE_NOTADB (sqlite.org/rescode.html): statements are always the same
 * ones, so that one that is wrong meets a schema that was altered.
 */
const damage = z.object({ errcode: z.literal([1, 11, 26]) });

/**
 * node:sqlite as Kysely's dialect for SQLite wants it.
 * Its calls throw a UsageError where the file is damaged.
 */
export const forKysely = (database: DatabaseSync, path: string): SqliteDatabase => ({
  close: () => database.close(),
  prepare: (text) => {
    const statement = sound(path, () => database.prepare(text));
    // Kysely binds what the tables declare: text, numbers, bytes, null.
    const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => sound(path, () => statement.all(...values(parameters))),
      run: (parameters) => sound(path, () => statement.run(...values(parameters))),
      iterate: (parameters) => sound(path, () => statement.iterate(...values(parameters))),
    };
  },
});

function sound<T>(path: string, call: () => T): T {
  try {
    return call();
  } catch (cause) {
    throw damage.safeParse(cause).success ? damaged(path, cause) : cause;
  }
}
