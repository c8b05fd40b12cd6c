import { basename, dirname } from 'node:path';
import { baselineText } from '../../store/baseline-file.ts';
import { makeFolder, told, writeText } from '../../store/output-folder.ts';
import { baselineOfRun } from '../gate.ts';

/** Writes the baseline of a run that ended, and prints the file's name. */
export async function initBaseline(run: string, output: string): Promise<void> {
  const baseline = await baselineOfRun(run);
  const folder = dirname(output);
  await told(folder, makeFolder(folder));
  console.log(await writeText(folder, basename(output), baselineText(baseline)));
}
