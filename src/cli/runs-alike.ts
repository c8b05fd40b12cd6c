import type { RunInfo } from '../model/run.ts';
import type { RunReader, Store, StoredRun } from '../store/store.ts';

/** What says which runs are of its kind. */
export type RunHead = Pick<RunInfo, 'id' | 'startedAt' | 'profile' | 'inventoryHash'>;

/** Runs whose hosts are looked at, for one of the same. */
const LOOKED_AT = 20;

/**
 * The runs of the store that ended before this one began and are of its kind: of the same profile and
 * inventory, or, without an inventory, of the same hosts. The newest first.
 */
export async function* runsAlike(
  store: Store,
  run: RunHead,
  hosts: ReadonlySet<string>,
): AsyncGenerator<RunReader> {
  const alike = (await store.runs()).filter((each) => isLike(each, run));
  const worthALook =
    run.inventoryHash === undefined
      ? alike.filter((each) => each.hosts === hosts.size).slice(0, LOOKED_AT)
      : alike;
  for (const { id } of worthALook) {
    const before = await store.open(id);
    if (before === undefined) continue;
    if (run.inventoryHash !== undefined || (await hasOnly(before, hosts))) yield before;
  }
}

const isLike = ({ id, startedAt, inventoryHash, finished }: StoredRun, run: RunHead): boolean =>
  id !== run.id &&
  startedAt < run.startedAt &&
  inventoryHash === run.inventoryHash &&
  finished?.profile === run.profile;

async function hasOnly(run: RunReader, names: ReadonlySet<string>): Promise<boolean> {
  for await (const { name } of run.entries()) if (!names.has(name)) return false;
  return true;
}
