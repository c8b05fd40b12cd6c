import type { Finding, HostReport } from '../model/run.ts';
import { isNamed } from '../model/shell-pattern.ts';
import { daysBetween } from '../model/time.ts';
import type { ReportedWaiver, Waiver, WaiverConcern } from '../model/waiver.ts';
import { type Covered, coversHost, dayOf } from './coverage.ts';
import { coversFailure } from './waive.ts';

/** Counts what waivers do in a run, host by host, and forgets the hosts. */
export interface WaiverUse {
  readonly add: (host: HostReport) => void;
  /** A host that the run leaves out: what is covered there cannot be told. */
  readonly addUnseen: (host: Covered) => void;
  /**
   * @param at the run's instant.
   * @param expiringDays how many days ahead an end is told.
   */
  readonly finish: (at: string, expiringDays: number) => readonly ReportedWaiver[];
}

interface Use {
  readonly waiver: Waiver;
  /** Findings that it accepts. */
  accepts: number;
  /** Whether it covers a check of a host that was read. */
  seen: boolean;
  /** Whether something that it covers fails, whichever waiver accepts it. */
  needed: boolean;
  /** Whether something that it covers could not be told. */
  untold: boolean;
}

export function startWaiverUse(waivers: readonly Waiver[]): WaiverUse {
  const uses = waivers.map(
    (waiver): Use => ({ waiver, accepts: 0, seen: false, needed: false, untold: false }),
  );
  const addUnseen = (host: Covered): void => {
    for (const use of uses) if (coversHost(use.waiver.scope, host)) use.untold = true;
  };
  return {
    add: (host) => {
      if (host.status === 'failed') return addUnseen(host);
      const findings = new Map(host.findings.map((finding) => [finding.check, finding]));
      for (const use of uses) if (coversHost(use.waiver.scope, host)) addHost(use, findings);
    },
    addUnseen,
    finish: (at, expiringDays) =>
      uses.map((use) => ({
        ...use.waiver,
        accepts: use.accepts,
        concerns: concernsOf(use, at, expiringDays),
      })),
  };
}

function addHost(use: Use, findings: ReadonlyMap<string, Finding>): void {
  const { waiver } = use;
  for (const check of waiver.scope.checks) {
    const finding = findings.get(check);
    if (finding === undefined) continue;
    use.seen = true;
    if (finding.outcome === 'unknown' || finding.outcome === 'manual') use.untold = true;
    const { mismatches = [] } = finding;
    const covered = mismatches.filter((mismatch) => coversFailure(waiver, check, mismatch));
    if (covered.length > 0) use.needed = true;
    if (covered.some((mismatch) => mismatch.waiver === waiver.id)) use.accepts += 1;
  }
}

function concernsOf(use: Use, at: string, expiringDays: number): readonly WaiverConcern[] {
  const { approvedOn, expiresOn, scope } = use.waiver;
  const today = dayOf(at);
  const concerns: WaiverConcern[] = [];
  if (expiresOn < today) concerns.push('expired');
  else if (daysBetween(today, expiresOn) <= expiringDays) concerns.push('expiring');
  if (approvedOn > today) concerns.push('notYet');
  if (!use.seen && !use.untold) concerns.push('unused');
  if (use.seen && !use.needed && !use.untold) concerns.push('notNeeded');
  if (isTooBroad(scope)) concerns.push('tooBroad');
  return concerns;
}

/** More than one check, every host, every subject: a switch, not a decision. */
function isTooBroad({ checks, hosts, groups, subjects }: Waiver['scope']): boolean {
  const isEvery = (names: readonly string[]) => names.length === 0 || isNamed(names, ANY_NAME);
  const everyHost = hosts.length === 0 ? groups.length === 0 : isNamed(hosts, ANY_NAME);
  return checks.length > 1 && everyHost && isEvery(subjects);
}

/** A name that nothing has: what covers it covers every name. */
const ANY_NAME = '\u0000';
