import type { RunReader } from '../store/store.ts';
import { folderRun } from './folder-run.ts';

/**
 * Opens runs by their folders, and closes what they lie in when `use` is done.
 * @throws UsageError where a folder holds no run that ended.
 */
export async function withRuns<T>(
  references: readonly string[],
  use: (runs: readonly RunReader[]) => Promise<T>,
): Promise<T> {
  return await use(await Promise.all(references.map(folderRun)));
}
