import type { FirstSeen } from '../../reports/poam/render.ts';
import { startTrend } from '../engine/drift/trend.ts';
import type { Report } from '../model/run.ts';
import type { StoreOptions } from './run-store.ts';
import { trendSources } from './trend-sources.ts';
import { withReport, withRuns } from './with-runs.ts';

/** A run, and what earlier ones tell of it. */
interface Recorded {
  readonly report: Report;
  readonly firstSeen?: FirstSeen;
}

export interface HistoryOptions extends StoreOptions {
  /** Earlier runs. */
  readonly history?: readonly string[] | undefined;
}

/** Opens a run while `use` goes on. @throws UsageError when one of the runs is none that ended. */
export async function withHistory<T>(
  reference: string,
  options: HistoryOptions,
  use: (recorded: Recorded) => Promise<T>,
): Promise<T> {
  const { history = [] } = options;
  return await withReport(reference, options, async (report) => {
    if (history.length === 0) return await use({ report });
    return await withRuns([...history, reference], options, async (runs) => {
      const trend = startTrend();
      const { sources } = trendSources(runs, true);
      // A later run says nothing of what this one knew.
      const known = sources.filter(({ run }) => run.startedAt <= report.run.startedAt);
      for (const source of known) await trend.add(source);
      return await use({
        report: { ...report, trend: trend.finish() },
        firstSeen: trend.firstSeen,
      });
    });
  });
}
