import { basename, dirname } from 'node:path';
import { baselineText } from '../../store/baseline-file.ts';
import { makeFolder, told, writeText } from '../../store/output-folder.ts';
import { baselineOfRun } from '../gate.ts';
import type { StoreOptions } from '../run-store.ts';

export interface InitBaselineOptions extends StoreOptions {
  readonly output: string;
}

/** Writes the baseline of a run that ended, and prints the file's name. */
export async function initBaseline(
  run: string,
  { output, store }: InitBaselineOptions,
): Promise<void> {
  const baseline = await baselineOfRun(run, { store });
  const folder = dirname(output);
  await told(folder, makeFolder(folder));
  console.log(await writeText(folder, basename(output), baselineText(baseline)));
}
