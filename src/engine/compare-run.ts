import { BASELINE_FORMAT, type Baseline, type HostBaseline } from '../model/baseline.ts';
import type { Change, ChangeKind, RunChanges } from '../model/changes.ts';
import type { HostReport, RunInfo } from '../model/run.ts';
import { compareHost, rememberHost } from './baseline.ts';

/** Takes the hosts of a run one by one and tells what changed since the baseline. */
export interface Comparison {
  readonly add: (host: HostReport) => readonly Change[];
  /** @param hosts gives the hosts of the run anew at each call. */
  readonly finish: (
    run: Pick<RunInfo, 'policyHash'>,
    checks: readonly string[],
    hosts: () => AsyncIterable<HostReport>,
  ) => RunChanges;
}

export function startComparison(baseline: Baseline): Comparison {
  const asked = new Set(baseline.checks);
  const lost = new Set([...Object.keys(baseline.hosts), ...baseline.unread]);
  const unread = new Set(baseline.unread);
  const counts = new Map<ChangeKind, number>();
  const newHosts: string[] = [];
  const newlyUnreachable: string[] = [];
  const changesOf = (host: HostReport): readonly Change[] =>
    host.status === 'failed' ? [] : compareHost(hostOf(baseline, host.name), host, asked);
  return {
    add: (host) => {
      if (!lost.delete(host.name)) newHosts.push(host.name);
      if (host.status === 'failed' && !unread.has(host.name)) newlyUnreachable.push(host.name);
      const changes = changesOf(host);
      for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return changes;
    },
    finish: ({ policyHash }, checks, hosts) => {
      const now = new Set(checks);
      const lostHosts = [...lost].sort();
      const incomparable = whyIncomparable(baseline, policyHash, lostHosts);
      return {
        before: { id: baseline.run.id, startedAt: baseline.run.startedAt },
        ...(incomparable === undefined ? {} : { incomparable }),
        counts: countsOf(counts),
        newHosts,
        lostHosts,
        newlyUnreachable,
        newChecks: checks.filter((check) => !asked.has(check)),
        lostChecks: baseline.checks.filter((check) => !now.has(check)),
        changes: async function* () {
          for await (const host of hosts()) yield* changesOf(host);
        },
      };
    },
  };
}

/** A host's name may be that of a property that every object has. */
const hostOf = ({ hosts }: Baseline, name: string): HostBaseline | undefined =>
  Object.hasOwn(hosts, name) ? hosts[name] : undefined;

const countsOf = (counts: ReadonlyMap<ChangeKind, number>): Record<ChangeKind, number> => ({
  newFailure: counts.get('newFailure') ?? 0,
  valueChanged: counts.get('valueChanged') ?? 0,
  newlyUnknown: counts.get('newlyUnknown') ?? 0,
  repaired: counts.get('repaired') ?? 0,
  newlyKnown: counts.get('newlyKnown') ?? 0,
  waived: counts.get('waived') ?? 0,
  unwaived: counts.get('unwaived') ?? 0,
});

/** What is not asked any more, or not on the same hosts, cannot have got worse. */
function whyIncomparable(
  { run }: Baseline,
  policyHash: string,
  lostHosts: readonly string[],
): string | undefined {
  const reasons = [
    ...(run.policyHash === policyHash ? [] : ['it was judged under another policy']),
    ...(lostHosts.length === 0
      ? []
      : [
          `hosts of it are missing now: ${lostHosts.slice(0, 5).join(', ')}${lostHosts.length > 5 ? ', …' : ''}`,
        ]),
  ];
  return reasons.length === 0 ? undefined : reasons.join('; ');
}

/** A run as later ones are compared with it. */
export async function baselineOf(
  { id, startedAt, policyHash }: RunInfo,
  checks: readonly string[],
  hosts: AsyncIterable<HostReport>,
): Promise<Baseline> {
  const known = new Map<string, HostBaseline>();
  const unread: string[] = [];
  for await (const host of hosts) {
    if (host.status === 'failed') unread.push(host.name);
    else known.set(host.name, rememberHost(host));
  }
  const byName = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    formatVersion: BASELINE_FORMAT,
    run: { id, startedAt, policyHash },
    checks: [...checks].sort(),
    hosts: Object.fromEntries(byName),
    unread: unread.sort(),
  };
}
