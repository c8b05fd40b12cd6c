import type { Kysely, TableMetadata } from 'kysely';
import { damaged } from './damage.ts';
import type { Tables } from './tables.ts';

/** The tables that a database has, those of the migrations among them. @throws DamageError where its schema makes no sense. */
export async function tablesOf(
  db: Kysely<Tables>,
  location: string,
): Promise<readonly TableMetadata[]> {
  try {
    return await db.introspection.getTables({ withInternalKyselyTables: true });
  } catch (cause) {
    // Kysely takes what a schema says of itself for text, unseen.
    throw cause instanceof TypeError ? damaged(location, cause) : cause;
  }
}
