import type { FirstSeen } from '../../reports/poam/render.ts';
import { startTrend } from '../engine/drift/trend.ts';
import type { Trend } from '../model/trend.ts';
import type { RunReader } from '../store/store.ts';
import { trendSources } from './trend-sources.ts';

/** What runs tell together. */
export interface RunHistory {
  readonly trend: Trend;
  readonly firstSeen: FirstSeen;
}

/** @throws UsageError where none of the runs has ended. */
export async function historyOf(runs: readonly RunReader[]): Promise<RunHistory> {
  const trend = startTrend();
  for (const source of trendSources(runs, true).sources) await trend.add(source);
  return { trend: trend.finish(), firstSeen: trend.firstSeen };
}
