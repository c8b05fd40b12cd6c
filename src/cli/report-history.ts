import type { FirstSeen } from '../../reports/poam/render.ts';
import type { Report } from '../model/run.ts';
import { historyOf } from './run-history.ts';
import type { StoreOptions } from './run-store.ts';
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
      // A later run says nothing of what this one knew.
      const known = runs.filter(({ run }) => run.startedAt <= report.run.startedAt);
      const { trend, firstSeen } = await historyOf(known);
      return await use({ report: { ...report, trend }, firstSeen });
    });
  });
}
