import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** A database with the tables of this version, and what the two differ in. */
export interface Database {
  readonly db: Kysely<Tables>;
  /** As people name it, without a password. */
  readonly location: string;
  /**
   * To be called first in a transaction. Who adds hosts shares it; who takes contents away, or adds to
   * the chain of seals, holds it alone.
   */
  readonly lock: (transaction: Transaction<Tables>, how: 'shared' | 'alone') => Promise<void>;
  /** Gives back to the disk what is no longer used, where that does not come by itself. */
  readonly compact: () => Promise<void>;
}
