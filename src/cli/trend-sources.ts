import type { TrendSource } from '../engine/drift/trend.ts';
import { UsageError } from '../model/errors.ts';
import type { RunReader } from '../store/store.ts';

/**
 * Runs that ended, oldest first. A line through different fleets or profiles would tell nothing:
 * unless `all` is asked for, those unlike the newest are left out.
 * @throws UsageError where no run has ended.
 */
export function trendSources(
  runs: readonly RunReader[],
  all: boolean,
): { readonly sources: readonly TrendSource[]; readonly leftOut: number } {
  const ended = runs.flatMap((reader): readonly TrendSource[] => {
    const { record } = reader;
    return record === undefined
      ? []
      : [
          {
            run: record.run,
            checks: record.checks,
            entries: () => reader.entries(),
            host: (name) => reader.host(name),
          },
        ];
  });
  // A run that is named twice is one run.
  const once = [...new Map(ended.map((source) => [source.run.id, source])).values()];
  const sorted = once.toSorted((a, b) => (a.run.startedAt < b.run.startedAt ? -1 : 1));
  const newest = sorted.at(-1);
  if (newest === undefined) throw new UsageError('no run has ended yet: run hostward audit first');
  const sources = all ? sorted : sorted.filter((source) => isLike(source, newest));
  return { sources, leftOut: sorted.length - sources.length };
}

const isLike = ({ run }: TrendSource, { run: newest }: TrendSource): boolean =>
  run.profile === newest.profile && run.inventoryHash === newest.inventoryHash;
