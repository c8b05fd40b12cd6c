import type { Change } from './changes.ts';
import type { Severity } from './check.ts';
import type { Ending, RunInfo } from './run.ts';

export const TREND_FORMAT = 1;

/** What one run came to, as a point of a line. */
export interface TrendPoint {
  readonly run: Pick<RunInfo, 'id' | 'startedAt' | 'complete'>;
  readonly audited: number;
  readonly unreached: number;
  /** All results; each check of a host that was not reached counts as unknown. */
  readonly tally: Readonly<Record<Ending, number>>;
  /** Findings that fail and nobody has accepted. */
  readonly open: Readonly<Record<Severity, number>>;
  /** Mismatches that came and went since the run before; zero in the first. */
  readonly opened: number;
  readonly closed: number;
}

/** A failure that is still there. */
export interface OpenFailure {
  readonly host: string;
  readonly check: string;
  readonly subject: string;
  readonly severity: Severity;
  /** ISO instant of the first run that saw it. */
  readonly since: string;
}

/** How long failures stood before they were repaired. */
export interface RepairTime {
  readonly repaired: number;
  /** Absent where nothing was repaired. */
  readonly meanSeconds?: number;
}

/** How a fleet stood over its runs, oldest first. */
export interface Trend {
  readonly points: readonly TrendPoint[];
  /** How many failures are open after the last run, and the oldest of them, oldest first. */
  readonly openFailures: number;
  readonly oldest: readonly OpenFailure[];
  readonly repair: Readonly<Record<Severity, RepairTime>>;
}

/** One run as one host saw it. */
export interface HostMoment {
  readonly run: Pick<RunInfo, 'id' | 'startedAt'>;
  readonly state: 'audited' | 'failed' | 'absent';
  /** Why it was not reached. */
  readonly reason?: string;
  /** Since the last run that read it; empty in the first. */
  readonly changes: readonly Change[];
  /** Mismatches that stand open; absent where it was not read. */
  readonly open?: number;
}
