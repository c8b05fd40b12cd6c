import type { StoredRun } from './store.ts';

export interface Retention {
  /** How many of the newest runs that ended stay in any case. */
  readonly keep?: number | undefined;
  /** Only runs that began before this many milliseconds go. */
  readonly olderThanMs?: number | undefined;
}

/** What has not ended may still be going on. */
const UNFINISHED_MS = 24 * 3600 * 1000;

/**
 * The runs that may go.
 * @param runs newest first. @param now milliseconds since the epoch.
 */
export function expiredRuns(
  runs: readonly StoredRun[],
  { keep, olderThanMs }: Retention,
  now: number,
): readonly StoredRun[] {
  const ended = runs.filter(({ finished }) => finished !== undefined);
  const kept = new Set(ended.slice(0, keep ?? 0));
  // Without as many runs that ended, none is too much.
  const oldestKept = keep === undefined || keep === 0 ? undefined : ended[keep - 1];
  return runs.filter((run) => {
    const age = now - Date.parse(run.startedAt);
    if (kept.has(run)) return false;
    if (run.finished === undefined && age < UNFINISHED_MS) return false;
    if (olderThanMs !== undefined && age <= olderThanMs) return false;
    if (keep === undefined || keep === 0) return true;
    return oldestKept !== undefined && run.startedAt < oldestKept.startedAt;
  });
}
