import { UsageError } from '../../model/errors.ts';
import type { BegunRun, Store, StoredRun } from '../store.ts';
import { openContents } from './contents.ts';
import { readable } from './damage.ts';
import type { Database } from './database.ts';
import { createRunReader } from './run-reader.ts';
import { createRunWriter } from './run-writer.ts';
import { storedRun } from './stored-run.ts';
import { RUN_COLUMNS } from './tables.ts';

/** What both databases take as text, and people can type. */
const RUN_ID = /^[\w.:-]{1,200}$/;

/** The store of runs in a database that has its tables. */
export function createStore(database: Database): Store {
  const { db, location } = database;
  const contents = openContents(db, location);
  const hostsOf = async (id: string): Promise<number> => {
    const { hosts } = await db
      .selectFrom('host')
      .select((select) => select.fn.countAll<number | string>().as('hosts'))
      .where('run', '=', id)
      .executeTakeFirstOrThrow();
    return Number(hosts);
  };
  return {
    location,
    begin: async (run) => {
      await begin(database, run);
      return createRunWriter(database, contents, run.id);
    },
    runs: async () => {
      const rows = await db
        .selectFrom('run')
        .select(['id', 'begun', 'ended', 'hosts'])
        .orderBy('started_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      const runs: StoredRun[] = [];
      for (const row of rows) {
        const hosts = row.hosts ?? (await hostsOf(row.id));
        runs.push(readable(location, () => storedRun(row, hosts)));
      }
      return runs;
    },
    open: async (id) => {
      if (!RUN_ID.test(id)) return undefined;
      const row = await db
        .selectFrom('run')
        .select(RUN_COLUMNS)
        .where('id', '=', id)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      return await createRunReader(database, contents, row, row.hosts ?? (await hostsOf(id)));
    },
    remove: async (ids) => {
      await remove(database, ids);
      await database.compact();
    },
    close: () => db.destroy(),
  };
}

async function begin({ db, location }: Database, run: BegunRun): Promise<void> {
  if (!RUN_ID.test(run.id)) {
    throw new UsageError(
      `${run.id} is no id that a run can be kept by: letters, digits, . _ : - only`,
    );
  }
  const { numInsertedOrUpdatedRows: added } = await db
    .insertInto('run')
    .values({
      id: run.id,
      started_at: run.startedAt,
      begun: Buffer.from(JSON.stringify(run)),
      ended: null,
      hosts: null,
      checks: null,
      policy: null,
      sums: null,
      manifest: null,
      signature: null,
      seal: null,
      place: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  if (added !== 1n) throw new UsageError(`${location} has a run ${run.id} already`);
}

async function remove(database: Database, ids: readonly string[]): Promise<void> {
  const known = ids.filter((id) => RUN_ID.test(id));
  if (known.length === 0) return;
  await database.db.transaction().execute(async (transaction) => {
    await database.lock(transaction, 'alone');
    for (const id of known) {
      await transaction.deleteFrom('host').where('run', '=', id).execute();
      await transaction.deleteFrom('run').where('id', '=', id).execute();
    }
    await transaction
      .deleteFrom('content')
      .where('hash', 'not in', (select) =>
        select
          .selectFrom('host')
          .select('report_base as hash')
          .union(
            select
              .selectFrom('host')
              .select((column) => column.ref('evidence_base').$notNull().as('hash'))
              .where('evidence_base', 'is not', null),
          )
          .union(
            select
              .selectFrom('run')
              .select((column) => column.ref('checks').$notNull().as('hash'))
              .where('checks', 'is not', null),
          )
          .union(
            select
              .selectFrom('run')
              .select((column) => column.ref('policy').$notNull().as('hash'))
              .where('policy', 'is not', null),
          ),
      )
      .execute();
  });
}
