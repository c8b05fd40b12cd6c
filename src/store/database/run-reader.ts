import type { Evidence } from '../../model/evidence.ts';
import type { HostReport } from '../../model/run.ts';
import type { HostEntry, RunReader, StoredRecord } from '../store.ts';
import { type Contents, textOf } from './contents.ts';
import { readable } from './damage.ts';
import type { Database } from './database.ts';
import { evidenceOf, reportOf } from './documents.ts';
import { foundSeal } from './seal.ts';
import { storedRun } from './stored-run.ts';
import { HOST_COLUMNS, type HostRow, type RunRow } from './tables.ts';

/**
 * Read a page at a time by name: no statement stays open while the reader thinks, so that
 * streams may be read within one another, and outlive a lost connection.
 */
const PAGE = 50;
const ENTRY_PAGE = 1000;

export async function createRunReader(
  database: Database,
  contents: Contents,
  row: RunRow,
  hosts: number,
): Promise<RunReader> {
  const { db, location } = database;
  const run = readable(location, () => storedRun(row, hosts));
  const after = (name: Uint8Array | undefined, size: number) =>
    db
      .selectFrom('host')
      .select('name')
      .where('run', '=', row.id)
      .where('name', name === undefined ? '>=' : '>', name ?? Buffer.alloc(0))
      .orderBy('name')
      .limit(size);
  const hostRow = (name: string) =>
    db
      .selectFrom('host')
      .select(['report_base', 'report_delta', 'evidence_base', 'evidence_delta'])
      .where('run', '=', row.id)
      .where('name', '=', Buffer.from(name))
      .executeTakeFirst();
  const { reportIn, evidenceIn } = documentsIn(database, contents);
  return {
    run,
    ...(await recordOf(location, contents, row)),
    entries: async function* () {
      const read = (name?: Uint8Array) =>
        after(name, ENTRY_PAGE).select(['status', 'findings_hash']).execute();
      for await (const host of pages(ENTRY_PAGE, read)) yield entryOf(host);
    },
    hosts: async function* () {
      const read = (name?: Uint8Array) =>
        after(name, PAGE).select(['report_base', 'report_delta']).execute();
      for await (const host of pages(PAGE, read)) yield await reportIn(host);
    },
    host: async (name) => {
      const host = await hostRow(name);
      return host === undefined ? undefined : await reportIn(host);
    },
    evidence: async function* () {
      const read = (name?: Uint8Array) =>
        after(name, PAGE).select(['evidence_base', 'evidence_delta']).execute();
      for await (const host of pages(PAGE, read)) {
        const evidence = await evidenceIn(host);
        if (evidence !== undefined) yield evidence;
      }
    },
    evidenceOf: async (name) => {
      const host = await hostRow(name);
      return host === undefined ? undefined : await evidenceIn(host);
    },
    seal: () => {
      const read = (name?: Uint8Array) => after(name, PAGE).select(HOST_COLUMNS).execute();
      return foundSeal(db, contents, row, pages(PAGE, read));
    },
  };
}

function documentsIn({ location }: Database, contents: Contents) {
  return {
    reportIn: async (host: Pick<HostRow, 'report_base' | 'report_delta'>): Promise<HostReport> => {
      const pieces = await contents.document(host.report_base, host.report_delta);
      return readable(location, () => reportOf(pieces));
    },
    evidenceIn: async (
      host: Pick<HostRow, 'evidence_base' | 'evidence_delta'>,
    ): Promise<Evidence | undefined> => {
      if (host.evidence_base === null || host.evidence_delta === null) return undefined;
      const pieces = await contents.document(host.evidence_base, host.evidence_delta);
      return readable(location, () => evidenceOf(pieces));
    },
  };
}

/** Row by row; the next page is asked for by the name of the last. */
async function* pages<T extends Pick<HostRow, 'name'>>(
  size: number,
  read: (after?: Uint8Array) => Promise<readonly T[]>,
): AsyncGenerator<T> {
  let page = await read();
  while (true) {
    yield* page;
    const last = page.at(-1);
    if (page.length < size || last === undefined) return;
    page = await read(last.name);
  }
}

const entryOf = (host: Pick<HostRow, 'name' | 'status' | 'findings_hash'>): HostEntry => ({
  name: Buffer.from(host.name).toString('utf8'),
  status: host.status,
  findingsHash: host.findings_hash,
});

async function recordOf(
  location: string,
  contents: Contents,
  { ended, checks, policy }: RunRow,
): Promise<{ readonly record?: StoredRecord; readonly policy?: string }> {
  if (ended === null || checks === null || policy === null) return {};
  const known = await textOf(contents, checks);
  const record = readable(location, () => {
    // This layer alone writes it.
    const { run, waivers } = JSON.parse(Buffer.from(ended).toString('utf8')) as StoredRecord;
    return { run, checks: JSON.parse(known) as StoredRecord['checks'], waivers };
  });
  return { record, policy: await textOf(contents, policy) };
}
