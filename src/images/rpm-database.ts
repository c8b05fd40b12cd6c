import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type RpmPackage, readRpmHeader } from './rpm-header.ts';

/** Thrown where the bytes are no database of rpm, or one that was tampered with. For people. */
export class RpmDatabaseTrouble extends Error {
  override name = 'RpmDatabaseTrouble';
}

const MOST_PACKAGES = 50_000;
/** Headers of kernels, the longest there are, take less than 2 MiB. */
const LONGEST_HEADER = 8 * 1024 * 1024;
/** Written by rpm itself; a view or a generated column would run what a stranger wrote. */
const TABLE =
  /^CREATE TABLE ('Packages'|"Packages"|Packages) ?\( ?hnum INTEGER PRIMARY KEY( AUTOINCREMENT)?, ?blob BLOB NOT NULL ?\)$/;
/** Offsets in the first page of the versions that may read and write: 2 is a journal beside the file. */
const JOURNAL_BYTES = [18, 19];
const ROLLBACK_JOURNAL = 1;

/**
 * Reads rpm's database of packages out of the bytes of its SQLite file.
 * SQLite wants a file: the bytes go into a folder that only this account may enter, and are gone at the end.
 * Nothing of the schema is trusted, and no more is read than an honest file of this size can hold.
 * @throws RpmDatabaseTrouble
 */
export async function readRpmDatabase(bytes: Buffer): Promise<readonly RpmPackage[]> {
  if (!bytes.subarray(0, 16).equals(Buffer.from('SQLite format 3\0'))) {
    throw new RpmDatabaseTrouble('it is no SQLite database');
  }
  const copy = Buffer.from(bytes);
  // A journal beside the file is not there, and SQLite would want to make one.
  for (const at of JOURNAL_BYTES) copy.writeUInt8(ROLLBACK_JOURNAL, at);
  const folder = await mkdtemp(join(tmpdir(), 'hostward-rpm-'));
  try {
    const file = join(folder, 'rpmdb.sqlite');
    await writeFile(file, copy, { mode: 0o600 });
    // Loaded where it is needed: Node says on standard error that it is experimental.
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return packagesIn(database, bytes.length);
    } finally {
      database.close();
    }
  } catch (error) {
    if (isOfSqlite(error)) throw new RpmDatabaseTrouble('SQLite finds it damaged');
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function packagesIn(database: DatabaseSync, fileBytes: number): readonly RpmPackage[] {
  database.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON');
  const table = database
    .prepare("SELECT sql FROM sqlite_schema WHERE name = 'Packages' AND type = 'table' LIMIT 1")
    .get();
  const sql = table?.['sql'];
  if (typeof sql !== 'string' || !TABLE.test(sql.replace(/\s+/g, ' '))) {
    throw new RpmDatabaseTrouble('its table of packages is not as rpm makes it');
  }
  const rows = database
    .prepare(
      `SELECT CASE WHEN length(blob) <= ${LONGEST_HEADER} THEN blob END AS header FROM main.Packages NOT INDEXED LIMIT ${MOST_PACKAGES + 1}`,
    )
    .iterate();
  const packages: RpmPackage[] = [];
  let read = 0;
  for (const { header } of rows) {
    read += header instanceof Uint8Array ? header.length : LONGEST_HEADER;
    const found = header instanceof Uint8Array ? readRpmHeader(Buffer.from(header)) : undefined;
    if (found === undefined) throw new RpmDatabaseTrouble('it has an entry that cannot be read');
    packages.push(found);
    // Pages that point in a circle give rows without end.
    if (read > fileBytes || packages.length > MOST_PACKAGES) {
      throw new RpmDatabaseTrouble('it holds more than can be in a file of its size');
    }
  }
  return packages;
}

const isOfSqlite = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
