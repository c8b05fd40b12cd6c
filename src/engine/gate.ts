import { atLeastAsSevere, SEVERITIES, type Severity } from '../model/check.ts';

/** What a run must be like to pass. */
export interface GateRules {
  /** The least severity of an open failure that fails the run. */
  readonly failOn: Severity | 'none';
  /** Only failures that the baseline does not have. */
  readonly newOnly: boolean;
  /** Share of results that must be known, in percent. Undefined: all. */
  readonly minComplete?: number;
  /** Share of applicable results that must be proven to pass, in percent. */
  readonly minScore?: number;
  /** Open failures by severity that may be. */
  readonly most?: Readonly<Partial<Record<Severity, number>>>;
}

/** What a run came to, as far as a gate is concerned. */
export interface GateFacts {
  /** Hosts that were read, and that were not. */
  readonly audited: number;
  readonly unreached: number;
  readonly unknown: number;
  /** Shares from 0 to 1; absent where there is nothing to count. */
  readonly known?: number | undefined;
  readonly proven?: number | undefined;
  readonly failing: Readonly<Record<Severity, number>>;
  /** Against the baseline, where there is one. */
  readonly new?: Readonly<Record<Severity, number>>;
  /** Why it cannot be compared with the baseline. */
  readonly incomparable?: string;
  /** Waivers that somebody has to decide on, where they are to fail the run. */
  readonly graveWaivers: number;
}

export interface GateVerdict {
  /** Findings say more than gaps. */
  readonly ending: 'passed' | 'findings' | 'incomplete';
  /** Why, a line each. */
  readonly reasons: readonly string[];
}

/** The one place that decides whether a run passes. */
export function gate(facts: GateFacts, rules: GateRules): GateVerdict {
  const findings = [
    ...failures(facts, rules),
    ...tooMany(facts, rules),
    ...tooLow('proven', facts.proven, rules.minScore),
    ...(facts.graveWaivers > 0 ? [`${facts.graveWaivers} waivers need a decision`] : []),
  ];
  if (findings.length > 0) return { ending: 'findings', reasons: findings };
  const gaps = gapsOf(facts, rules);
  return gaps.length > 0
    ? { ending: 'incomplete', reasons: gaps }
    : { ending: 'passed', reasons: [] };
}

function failures(facts: GateFacts, { failOn, newOnly }: GateRules): readonly string[] {
  if (newOnly && facts.incomparable !== undefined) {
    return [`it cannot be compared with the baseline: ${facts.incomparable}`];
  }
  if (failOn === 'none') return [];
  const counted = newOnly ? facts.new : facts.failing;
  return SEVERITIES.filter((severity) => atLeastAsSevere(severity, failOn))
    .toReversed()
    .flatMap((severity) => {
      const n = counted?.[severity] ?? 0;
      return n === 0 ? [] : [`${n} ${newOnly ? 'new ' : ''}${severity} failures`];
    });
}

function tooMany({ failing }: GateFacts, { most = {} }: GateRules): readonly string[] {
  return SEVERITIES.toReversed().flatMap((severity) => {
    const allowed = most[severity];
    if (allowed === undefined || failing[severity] <= allowed) return [];
    return [`${failing[severity]} ${severity} failures, ${allowed} allowed`];
  });
}

function tooLow(what: string, share: number | undefined, least: number | undefined) {
  if (least === undefined || (share ?? 0) * 100 >= least) return [];
  return [`${percent(share)} % ${what}, ${least} % wanted`];
}

/** Rounded down: what is short of a bound must not read as if it met it. */
const percent = (share = 0): string => (Math.floor(share * 1000) / 10).toFixed(1);

function gapsOf({ unreached, unknown, known }: GateFacts, { minComplete }: GateRules) {
  if (minComplete !== undefined) return tooLow('known', known, minComplete);
  return unreached + unknown === 0
    ? []
    : [`${unreached} hosts were not read, ${unknown} results are unknown`];
}
