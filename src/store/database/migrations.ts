import type { ColumnDataType, Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** In the order in which they are applied. A name that was released once never changes. */
export type Migrations = Readonly<Record<string, Migration>>;

/** @param bytes what the database calls a column of bytes. */
export const migrationsFor = (bytes: Extract<ColumnDataType, 'blob' | 'bytea'>): Migrations => ({
  '0001-runs': { up: (db: Kysely<never>) => createTables(db, bytes) },
  '0002-seals': { up: (db: Kysely<never>) => addSeals(db, bytes) },
});

async function createTables(
  db: Kysely<never>,
  bytes: Extract<ColumnDataType, 'blob' | 'bytea'>,
): Promise<void> {
  await db.schema
    .createTable('content')
    .addColumn('hash', bytes, (column) => column.primaryKey().notNull())
    .addColumn('packed', bytes, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('run')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('begun', bytes, (column) => column.notNull())
    .addColumn('ended', bytes)
    .addColumn('hosts', 'integer')
    .addColumn('checks', bytes)
    .addColumn('policy', bytes)
    .execute();
  await db.schema
    .createTable('host')
    .addColumn('run', 'text', (column) => column.notNull())
    .addColumn('name', bytes, (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('findings_hash', 'text', (column) => column.notNull())
    .addColumn('report_base', bytes, (column) => column.notNull())
    .addColumn('report_delta', bytes, (column) => column.notNull())
    .addColumn('evidence_base', bytes)
    .addColumn('evidence_delta', bytes)
    .addPrimaryKeyConstraint('host_key', ['run', 'name'])
    .execute();
  await db.schema.createIndex('host_by_name').on('host').columns(['name', 'run']).execute();
}

async function addSeals(
  db: Kysely<never>,
  bytes: Extract<ColumnDataType, 'blob' | 'bytea'>,
): Promise<void> {
  await db.schema.alterTable('host').addColumn('sum', bytes).execute();
  for (const column of ['sums', 'manifest', 'signature']) {
    await db.schema.alterTable('run').addColumn(column, bytes).execute();
  }
  await db.schema.alterTable('run').addColumn('seal', 'text').execute();
  await db.schema.alterTable('run').addColumn('place', 'integer').execute();
}
