import { UsageError } from '../model/errors.ts';
import { defaultStore, openKeptStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';

export interface StoreOptions {
  /** Where runs are kept: a file or `postgres://…`; false for nowhere, absent for the usual place. */
  readonly store?: string | boolean | undefined;
}

/** Undefined where no store is wanted. */
export function storeLocation({ store }: StoreOptions): string | undefined {
  if (store === false) return undefined;
  return typeof store === 'string' ? store : defaultStore(process.env);
}

/** Opens the store for who reads it. @throws UsageError when it is not there or cannot be read. */
export async function openRuns(options: StoreOptions): Promise<Store> {
  const location = storeLocation(options);
  if (location === undefined) throw new UsageError('without a store there are no runs to choose');
  return await openKeptStore(location);
}

/** Ids of all runs of the store that ended. @throws UsageError when there are none. */
export async function endedRuns(options: StoreOptions): Promise<readonly string[]> {
  const store = await openRuns(options);
  try {
    const ended = (await store.runs()).filter(({ finished }) => finished !== undefined);
    if (ended.length > 0) return ended.map(({ id }) => id);
    throw new UsageError(`${store.location} holds no run that ended`);
  } finally {
    await store.close();
  }
}
