import { UsageError } from '../../model/errors.ts';
import { expiredRuns } from '../../store/retention.ts';
import { openRuns, type StoreOptions } from '../run-store.ts';
import { hostsOf, linesOf, stateOf } from './list-runs.ts';

export interface PruneOptions extends StoreOptions {
  readonly keep?: number | undefined;
  /** In milliseconds. */
  readonly olderThan?: number | undefined;
  /** Does it; without, it is only told. */
  readonly yes?: true | undefined;
}

/** Forgets old runs, or tells which. @throws UsageError when neither number nor age is given. */
export async function pruneRuns({ keep, olderThan, yes, ...options }: PruneOptions): Promise<void> {
  if (keep === undefined && olderThan === undefined) {
    throw new UsageError('say what stays: --keep N, --older-than 90d, or both');
  }
  const store = await openRuns(options);
  try {
    const runs = await store.runs();
    const expired = expiredRuns(runs, { keep, olderThanMs: olderThan }, Date.now());
    process.stdout.write(
      linesOf(expired.map((run) => [run.id, hostsOf(run), stateOf(run)])).join(''),
    );
    if (yes) await store.remove(expired.map(({ id }) => id));
    const words = yes ? 'forgotten' : 'would be forgotten; --yes does it';
    console.error(`${expired.length} of ${runs.length} runs ${words}`);
  } finally {
    await store.close();
  }
}
