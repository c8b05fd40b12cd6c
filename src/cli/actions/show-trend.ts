import { timelineJson, trendJson } from '../../../reports/trend/json.ts';
import { renderTimeline, renderTrend } from '../../../reports/trend/terminal.ts';
import { count } from '../../../reports/wording.ts';
import { startTimeline } from '../../engine/drift/host-timeline.ts';
import { startTrend } from '../../engine/drift/trend.ts';
import { UsageError } from '../../model/errors.ts';
import type { HostMoment } from '../../model/trend.ts';
import { endedRuns, type StoreOptions } from '../run-store.ts';
import { terminalPen } from '../terminal-pen.ts';
import { trendSources } from '../trend-sources.ts';
import { withRuns } from '../with-runs.ts';

export interface TrendOptions extends StoreOptions {
  readonly format: 'text' | 'json';
  readonly host?: string | undefined;
  /** Runs of every profile and inventory. */
  readonly all?: true | undefined;
}

/** Prints how hosts stood over runs, all of the store where none are named. @throws UsageError when no run that ended is among them. */
export async function showTrend(
  references: readonly string[],
  { format, host, all, store }: TrendOptions,
): Promise<void> {
  const named = references.length > 0 ? references : await endedRuns({ store });
  await withRuns(named, { store }, async (runs) => {
    const { sources, leftOut } = trendSources(runs, all ?? false);
    if (leftOut > 0) {
      console.error(
        `hostward: ${count(leftOut, 'run')} not like the latest in profile and inventory: left out; --all takes them`,
      );
    }
    if (host !== undefined) {
      const moments = await momentsOf(host, sources);
      const text =
        format === 'json' ? timelineJson(host, moments) : renderTimeline(moments, terminalPen());
      process.stdout.write(text);
      return;
    }
    const trend = startTrend();
    for (const source of sources) await trend.add(source);
    const done = trend.finish();
    process.stdout.write(format === 'json' ? trendJson(done) : renderTrend(done, terminalPen()));
  });
}

async function momentsOf(
  host: string,
  sources: ReturnType<typeof trendSources>['sources'],
): Promise<readonly HostMoment[]> {
  const timeline = startTimeline(host);
  const moments: HostMoment[] = [];
  for (const source of sources) moments.push(await timeline.add(source));
  if (moments.every(({ state }) => state === 'absent')) {
    throw new UsageError(`no run has a host ${host}`);
  }
  return moments;
}
