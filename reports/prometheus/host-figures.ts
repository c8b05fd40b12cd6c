import type { CheckMeta } from '../../src/model/check.ts';
import { endingOf, type HostReport } from '../../src/model/run.ts';
import { knownOf } from '../findings.ts';
import { emptyTally, noSeverities, type SeverityCounts, type Tally } from '../totals.ts';

/** The few numbers that metrics need of a host, small enough to keep for a whole fleet. */
export interface HostFigures {
  readonly name: string;
  /** Why it was not read. */
  readonly failure?: string;
  readonly collectedAt?: string;
  readonly durationMs: number;
  readonly tally: Readonly<Tally>;
  readonly open: Readonly<SeverityCounts>;
  readonly escapePaths: number;
}

export function figuresOf(host: HostReport, checks: ReadonlyMap<string, CheckMeta>): HostFigures {
  const tally = emptyTally();
  const open = noSeverities();
  const none = { name: host.name, durationMs: 0, tally, open, escapePaths: 0 };
  if (host.status === 'failed') return { ...none, failure: host.reason.class };
  for (const finding of host.findings) {
    const check = knownOf(checks, finding.check);
    const ending = endingOf(finding);
    tally[ending] += 1;
    if (ending === 'fail') open[check.severity] += 1;
  }
  return {
    ...none,
    collectedAt: host.collectedAt,
    durationMs: host.durationMs,
    escapePaths: host.containers.reduce((sum, { escapePaths }) => sum + escapePaths.length, 0),
  };
}
