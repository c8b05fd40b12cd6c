import type { KeyObject } from 'node:crypto';
import { UsageError } from '../../model/errors.ts';
import { openStore } from '../../store/open-store.ts';
import type { BegunRun, RunReader, Store } from '../../store/store.ts';
import { folderRun } from '../folder-run.ts';
import { type StoreOptions, storeLocation } from '../run-store.ts';
import { openSealing, type SealingOptions } from '../sealing.ts';
import { reportOf } from '../with-runs.ts';
import { hostsOf } from './list-runs.ts';

/**
 * Takes runs out of their folders into the store.
 * @throws UsageError when a folder holds no run that ended, or the store has it.
 */
export async function importRuns(
  folders: readonly string[],
  options: StoreOptions & SealingOptions,
): Promise<void> {
  const { key } = await openSealing(options);
  const location = storeLocation(options);
  if (location === undefined) throw new UsageError('an import takes a store');
  const store = await openStore(location);
  try {
    for (const folder of folders) {
      const run = await folderRun(folder);
      await importRun(store, run, key);
      console.log(`${run.run.id}: ${hostsOf(run.run)}`);
    }
  } finally {
    await store.close();
  }
}

async function importRun(store: Store, run: RunReader, key?: KeyObject): Promise<void> {
  const { run: info, checks, waivers } = reportOf(run);
  const known = await store.open(info.id);
  // Where the store failed, or the audit was killed, after all was written to the folder.
  if (known !== undefined && known.run.finished === undefined) await store.remove([info.id]);
  const begun: BegunRun = {
    id: info.id,
    startedAt: info.startedAt,
    toolVersion: info.toolVersion,
    auditor: info.auditor,
    ...(info.inventoryHash === undefined ? {} : { inventoryHash: info.inventoryHash }),
    collectorHash: info.collectorHash,
    expected: run.run.expected,
  };
  const writer = await store.begin(begun);
  try {
    for await (const host of run.hosts()) {
      await writer.addHost(host, await run.evidenceOf(host.name));
    }
    await writer.finish({ run: info, checks, waivers }, run.policy ?? '', key);
  } catch (cause) {
    // What could not be imported whole must not pass for a run that was cut off.
    await store.remove([info.id]);
    throw cause;
  }
}
