import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { UsageError } from '../../model/errors.ts';
import type { Migrations } from './migrations.ts';
import type { Tables } from './tables.ts';
import { tablesOf } from './tables-of.ts';

export interface Migrating {
  readonly db: Kysely<Tables>;
  readonly location: string;
  readonly migrations: Migrations;
  /** Where the database keeps its tables in a schema. */
  readonly schema?: string;
  /** Keeps what is there before it is changed. Not called for a new store. */
  readonly backUp: (version: string) => Promise<void>;
}

/**
 * Brings a store to this version.
 * @throws UsageError when a newer version made it, or it cannot be changed.
 */
export async function migrate({
  db,
  location,
  migrations,
  schema,
  backUp,
}: Migrating): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  });
  const applied = await appliedTo(db, location, schema);
  const unknown = applied.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) {
    throw new UsageError(
      `${location} was written by a newer hostward (${unknown.join(', ')}); use that version, or another --store`,
    );
  }
  if (applied.length === Object.keys(migrations).length) return;
  const last = applied.at(-1);
  if (last !== undefined) await backUp(last);
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  // Another process may have been first.
  const now = await appliedTo(db, location, schema);
  if (now.length === Object.keys(migrations).length) return;
  throw new UsageError(
    `${location} could not be brought to this version: ${error instanceof Error ? error.message : String(error)}`,
    { cause: error },
  );
}

async function appliedTo(
  db: Kysely<Tables>,
  location: string,
  schema: string | undefined,
): Promise<readonly string[]> {
  const tables = await tablesOf(db, location);
  const isKept = tables.some(
    (table) =>
      table.name === 'kysely_migration' && (schema === undefined || table.schema === schema),
  );
  if (!isKept) return [];
  const table = schema === undefined ? 'kysely_migration' : `${schema}.kysely_migration`;
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(table)} order by name`.execute(db);
  return rows.map(({ name }) => name);
}
