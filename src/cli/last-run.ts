import { checksBetween } from '../engine/drift/diff-runs.ts';
import type { Baseline } from '../model/baseline.ts';
import type { RunReader } from '../store/store.ts';
import { baselineOfReport } from './gate.ts';
import { contentOf, parseRecordedPolicy } from './judge-again.ts';
import { reportOf } from './with-runs.ts';

/** The run before, as this one is compared with it. */
export interface LastRun {
  readonly baseline: Baseline;
  /** @param policy of this run, as it is recorded. */
  readonly changedChecks: (policy: string) => readonly string[];
}

export async function lastRunOf(before: RunReader): Promise<LastRun> {
  const content = contentOf(parseRecordedPolicy(before));
  return {
    baseline: await baselineOfReport(reportOf(before)),
    changedChecks: (policy) => {
      const now = parseRecordedPolicy({ run: { id: 'of today' }, policy });
      return checksBetween(content, contentOf(now)).changedChecks;
    },
  };
}
