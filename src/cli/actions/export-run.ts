import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import { HOSTS, openRunFolder, POLICY, RECORD } from '../../store/run-folder.ts';
import { sealFolder } from '../../store/sealed-folder.ts';
import { openRun } from '../run-reference.ts';
import { openRuns, type StoreOptions } from '../run-store.ts';
import { openSealing, type SealingOptions } from '../sealing.ts';

/**
 * Makes the folder that an audit makes, sealed anew, and prints the names of its files.
 * @throws UsageError when the store has no such run, or the folder holds one.
 */
export async function exportRun(
  reference: string,
  path: string,
  options: StoreOptions & SealingOptions,
): Promise<void> {
  const sealing = await openSealing(options);
  if (existsSync(join(path, HOSTS))) {
    throw new UsageError(`${path} holds a run already; name another folder`);
  }
  const store = await openRuns(options);
  try {
    const run = await openRun(store, reference);
    const folder = await openRunFolder(path);
    try {
      for await (const host of run.hosts()) await folder.addHost(host);
      for await (const evidence of run.evidence()) await folder.addEvidence(evidence);
      if (run.policy !== undefined) await folder.writeText(POLICY, [run.policy]);
      if (run.record !== undefined) {
        await folder.addRecord(run.record);
        await sealFolder(folder.path, run.record.run, sealing);
      }
    } finally {
      await folder.close();
    }
    const files = [HOSTS, POLICY, RECORD, 'evidence'].map((name) => join(path, name));
    for (const file of files) if (existsSync(file)) console.log(file);
    if (run.record === undefined) {
      console.error(`hostward: run ${run.run.id} has not ended: what it gathered was exported`);
    }
  } finally {
    await store.close();
  }
}
