import { damaged } from './damage.ts';
import type { Database } from './database.ts';
import { CONTENT_COLUMNS, HOST_COLUMNS, RUN_COLUMNS } from './tables.ts';
import { tablesOf } from './tables-of.ts';

const COLUMNS = { run: RUN_COLUMNS, host: HOST_COLUMNS, content: CONTENT_COLUMNS };

/**
 * SQLite finds a column whatever its case, and answers under the name that the file has: one flipped
 * bit, and the column would be missing from every row.
 * @throws DamageError where a table is not as it was made.
 */
export async function checkTables({ db, location }: Database): Promise<void> {
  const tables = await tablesOf(db, location);
  for (const [name, columns] of Object.entries(COLUMNS)) {
    const there = new Set(
      tables
        .filter((table) => table.name === name)
        .flatMap((table) => table.columns.map((column) => column.name)),
    );
    const missing = columns.find((column) => !there.has(column));
    if (missing !== undefined) throw damaged(location, `table ${name} has no column ${missing}`);
  }
}
