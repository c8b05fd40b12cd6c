import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** A database with the tables of this version, and what the two differ in. */
export interface Database {
  readonly db: Kysely<Tables>;
  /** As people name it, without a password. */
  readonly location: string;
  /**
   * To be called first in a transaction. Writers share it; who takes contents away holds it alone.
   */
  readonly lock: (transaction: Transaction<Tables>, as: 'writer' | 'remover') => Promise<void>;
  /** Gives back to the disk what is no longer used, where that does not come by itself. */
  readonly compact: () => Promise<void>;
}
