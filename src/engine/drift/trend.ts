import { type CheckMeta, SEVERITIES, type Severity } from '../../model/check.ts';
import { type AuditedHost, ENDINGS, type Ending, endingOf, type RunInfo } from '../../model/run.ts';
import type { Trend, TrendPoint } from '../../model/trend.ts';
import type { DriftEntry, DriftSource } from './diff-runs.ts';
import { followFailures, type OpenFailures, type Severities } from './open-failures.ts';

/** A run as a trend reads it: entries, and the hosts that differ from the run before. */
export interface TrendSource extends DriftSource {
  readonly run: Pick<
    RunInfo,
    'id' | 'startedAt' | 'complete' | 'policyHash' | 'profile' | 'inventoryHash'
  >;
  readonly checks: readonly CheckMeta[];
}

export interface TrendSoFar {
  /** Takes runs oldest first. */
  readonly add: (run: TrendSource) => Promise<void>;
  readonly finish: () => Trend;
  /** When a failure that stands was first seen, as an ISO instant. */
  readonly firstSeen: OpenFailures['since'];
}

/** The most open failures that are told one by one. */
const OLDEST = 100;

/** What is kept of a host between two runs. */
interface Known {
  /** Of the findings and the policy that they were told under. */
  readonly hash: string;
  readonly counts: HostCounts;
  run: number;
}

interface HostCounts {
  readonly tally: Record<Ending, number>;
  readonly open: Record<Severity, number>;
}

/** Follows a fleet over its runs in one pass; a host that is as it was is counted, not read. */
export function startTrend(): TrendSoFar {
  const hosts = new Map<string, Known>();
  const failures = followFailures();
  const points: TrendPoint[] = [];
  let severities: Severities = new Map();

  async function add(source: TrendSource): Promise<void> {
    const { run, checks } = source;
    severities = new Map(checks.map(({ id, severity }) => [id, severity]));
    const sum = emptyPoint();
    for await (const entry of source.entries()) {
      await addEntry(source, entry, sum);
    }
    forgetLost();
    sum.tally.unknown += sum.unreached * checks.length;
    const { id, startedAt, complete } = run;
    const moved = points.length === 0 ? { opened: 0, closed: 0 } : {};
    points.push({ run: { id, startedAt, complete }, ...sum, ...moved });
  }

  async function addEntry(source: TrendSource, entry: DriftEntry, sum: Sum): Promise<void> {
    const { name, status, findingsHash } = entry;
    const known = hosts.get(name);
    if (known !== undefined) known.run = points.length;
    if (status === 'failed') {
      sum.unreached += 1;
      return;
    }
    sum.audited += 1;
    const hash = `${source.run.policyHash} ${findingsHash}`;
    const counts = known?.hash === hash ? known.counts : await changed(source, name, sum);
    hosts.set(name, { hash, counts, run: points.length });
    addCounts(sum, counts);
  }

  function forgetLost(): void {
    for (const [name, { run }] of hosts) {
      if (run === points.length) continue;
      hosts.delete(name);
      failures.forget(name);
    }
  }

  async function changed({ run, host: read }: TrendSource, name: string, sum: Sum) {
    const host = await read(name);
    if (host?.status !== 'audited') return emptyCounts();
    const { opened, closed } = failures.update(host, run.startedAt, severities);
    sum.opened += opened;
    sum.closed += closed;
    return countsOf(host, severities);
  }

  return {
    add,
    firstSeen: failures.since,
    finish: () => ({
      points,
      openFailures: failures.total(),
      oldest: failures.oldest(OLDEST, severities),
      repair: failures.repair(),
    }),
  };
}

interface Sum extends HostCounts {
  audited: number;
  unreached: number;
  opened: number;
  closed: number;
}

const emptyCounts = (): HostCounts => ({
  tally: { pass: 0, fail: 0, unknown: 0, manual: 0, notApplicable: 0, waived: 0 },
  open: { low: 0, medium: 0, high: 0, critical: 0 },
});

const emptyPoint = (): Sum => ({
  audited: 0,
  unreached: 0,
  ...emptyCounts(),
  opened: 0,
  closed: 0,
});

function countsOf({ findings }: AuditedHost, severities: Severities): HostCounts {
  const counts = emptyCounts();
  for (const finding of findings) {
    const ending = endingOf(finding);
    counts.tally[ending] += 1;
    if (ending === 'fail') counts.open[severities.get(finding.check) ?? 'low'] += 1;
  }
  return counts;
}

function addCounts(to: HostCounts, from: HostCounts): void {
  for (const ending of ENDINGS) to.tally[ending] += from.tally[ending];
  for (const severity of SEVERITIES) to.open[severity] += from.open[severity];
}
