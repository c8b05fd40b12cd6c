import type { FoundSeal } from '../integrity/examine.ts';
import { UsageError } from '../model/errors.ts';
import { DamageError } from '../store/database/damage.ts';
import { readSeal } from '../store/sealed-folder.ts';
import type { Store } from '../store/store.ts';
import { openRun } from './run-reference.ts';
import { openRuns, type StoreOptions } from './run-store.ts';
import { isPath } from './with-runs.ts';

export interface NamedSeal {
  readonly name: string;
  /** In words why there is none. */
  readonly seal: FoundSeal | string;
}

/**
 * What runs were sealed as, one after the other: folders, or runs of the store.
 * Without references, all runs of the store that ended, the oldest first.
 * @throws UsageError when a folder cannot be read, or the store has no such run.
 */
export async function* sealsOf(
  references: readonly string[],
  options: StoreOptions,
): AsyncGenerator<NamedSeal> {
  for (const path of references.filter(isPath)) yield { name: path, seal: await readSeal(path) };
  const ids = references.filter((reference) => !isPath(reference));
  if (references.length > 0 && ids.length === 0) return;
  const store = await openRuns(options);
  try {
    for (const id of ids.length > 0 ? ids : await endedRuns(store)) yield await sealIn(store, id);
  } catch (cause) {
    if (!(cause instanceof DamageError)) throw cause;
    yield { name: store.location, seal: cause.message };
  } finally {
    await store.close();
  }
}

async function endedRuns(store: Store): Promise<readonly string[]> {
  const ended = (await store.runs()).filter(({ finished }) => finished !== undefined);
  if (ended.length === 0) throw new UsageError(`${store.location} holds no run that ended`);
  return ended.map(({ id }) => id).toReversed();
}

async function sealIn(store: Store, reference: string): Promise<NamedSeal> {
  try {
    const run = await openRun(store, reference);
    const seal = (await run.seal()) ?? 'it was never sealed: cut off, or kept by an older hostward';
    return { name: `${run.run.id} in ${store.location}`, seal };
  } catch (cause) {
    if (!(cause instanceof DamageError)) throw cause;
    return { name: `${reference} in ${store.location}`, seal: cause.message };
  }
}
