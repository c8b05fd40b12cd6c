import type { FirstSeen } from '../../reports/poam/render.ts';
import { startTrend } from '../engine/drift/trend.ts';
import type { Report } from '../model/run.ts';
import { recordedReport } from './recorded-report.ts';
import { trendSources } from './trend-sources.ts';
import { withRuns } from './with-runs.ts';

/** A recorded run, and what earlier ones tell of it. @throws UsageError when one of them is no run. */
export async function reportWithHistory(
  path: string,
  history: readonly string[],
): Promise<{ readonly report: Report; readonly firstSeen?: FirstSeen }> {
  const report = await recordedReport(path);
  if (history.length === 0) return { report };
  return await withRuns([...history, path], async (runs) => {
    const trend = startTrend();
    const { sources } = trendSources(runs, true);
    // A later run says nothing of what this one knew.
    const known = sources.filter(({ run }) => run.startedAt <= report.run.startedAt);
    for (const source of known) await trend.add(source);
    return { report: { ...report, trend: trend.finish() }, firstSeen: trend.firstSeen };
  });
}
