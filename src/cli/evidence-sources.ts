import { UsageError } from '../model/errors.ts';
import type { Evidence } from '../model/evidence.ts';
import { readEvidence } from '../store/evidence-file.ts';
import { evidenceFiles } from '../store/run-folder.ts';
import type { RunReader } from '../store/store.ts';
import type { StoreOptions } from './run-store.ts';
import { isPath, withRuns } from './with-runs.ts';

/** Evidence of one host, read when it is asked for. */
export interface EvidenceSource {
  /** As people name it: a file, or a host of a run. */
  readonly where: string;
  readonly file?: string;
  readonly read: () => Promise<Evidence>;
}

/**
 * Opens the evidence that arguments name while `use` goes on: files, folders, runs of the store.
 * @throws UsageError when one of them holds none.
 */
export async function withEvidence<T>(
  references: readonly string[],
  options: StoreOptions,
  use: (sources: readonly EvidenceSource[]) => Promise<T>,
): Promise<T> {
  const files = (await evidenceFiles(references.filter(isPath))).map(fileSource);
  const kept = references.filter((reference) => !isPath(reference));
  if (kept.length === 0) return await use(files);
  return await withRuns(kept, options, async (runs) => {
    const sources: EvidenceSource[] = [...files];
    for (const run of runs) sources.push(...(await sourcesIn(run)));
    return await use(sources);
  });
}

const fileSource = (file: string): EvidenceSource => ({
  where: file,
  file,
  read: () => Promise.resolve(readEvidence(file)),
});

async function sourcesIn(run: RunReader): Promise<readonly EvidenceSource[]> {
  const sources: EvidenceSource[] = [];
  for await (const { name, status } of run.entries()) {
    if (status === 'failed') continue;
    sources.push({ where: `${name} of run ${run.run.id}`, read: () => evidenceIn(run, name) });
  }
  if (sources.length === 0) throw new UsageError(`run ${run.run.id} read no host`);
  return sources;
}

async function evidenceIn(run: RunReader, host: string): Promise<Evidence> {
  const evidence = await run.evidenceOf(host);
  if (evidence !== undefined) return evidence;
  throw new UsageError(`run ${run.run.id} kept no evidence of ${host}`);
}
