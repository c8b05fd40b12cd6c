import { existsSync } from 'node:fs';
import { UsageError } from '../model/errors.ts';
import type { Report } from '../model/run.ts';
import type { RunReader, Store } from '../store/store.ts';
import { folderRun } from './folder-run.ts';
import { recordedReport } from './recorded-report.ts';
import { openRun } from './run-reference.ts';
import { openRuns, type StoreOptions } from './run-store.ts';

/**
 * Opens runs, each by its folder or as one of the store, and closes what they lie in when `use` is done.
 * @throws UsageError where a folder holds no run that ended, or the store has no such run.
 */
export async function withRuns<T>(
  references: readonly string[],
  options: StoreOptions,
  use: (runs: readonly RunReader[]) => Promise<T>,
): Promise<T> {
  let store: Promise<Store> | undefined;
  const open = async (reference: string): Promise<RunReader> => {
    if (isPath(reference)) return await folderRun(reference);
    store ??= openFor(reference, options);
    return await openRun(await store, reference);
  };
  try {
    return await use(await Promise.all(references.map(open)));
  } finally {
    await store?.then(
      (opened) => opened.close(),
      () => undefined,
    );
  }
}

/** No id of a run has a slash. */
export const isPath = (reference: string): boolean =>
  reference.includes('/') || existsSync(reference);

async function openFor(reference: string, options: StoreOptions): Promise<Store> {
  try {
    return await openRuns(options);
  } catch (cause) {
    if (!(cause instanceof UsageError)) throw cause;
    throw new UsageError(`${reference} holds no run of hostward; ${cause.message}`, { cause });
  }
}

/** As `withRuns`, for one run that ended. `run` is absent for a folder, whose hosts are as they came. */
export async function withReport<T>(
  reference: string,
  options: StoreOptions,
  use: (report: Report, run?: RunReader) => Promise<T>,
): Promise<T> {
  if (isPath(reference)) return await use(await recordedReport(reference));
  return await withRuns([reference], options, async ([run]) => {
    if (run === undefined) throw new Error('a run was asked for');
    return await use(reportOf(run), run);
  });
}

/** @throws UsageError when the run has not ended. */
export function reportOf({ run, record, hosts, evidenceOf }: RunReader): Report {
  const readings = async (host: string) => (await evidenceOf(host))?.records;
  if (record !== undefined) return { ...record, hosts, readings };
  throw new UsageError(
    `run ${run.id} has not ended, or was cut off; judge what it gathered: hostward evaluate ${run.id}`,
  );
}
