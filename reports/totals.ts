import { SEVERITIES, type Severity } from '../src/model/check.ts';
import { OUTCOMES, type Outcome } from '../src/model/verdict.ts';

/** How many results came out how. */
export type Tally = Record<Outcome, number>;
export type SeverityCounts = Record<Severity, number>;

export const emptyTally = (): Tally => ({
  pass: 0,
  fail: 0,
  unknown: 0,
  manual: 0,
  notApplicable: 0,
});

export const noSeverities = (): SeverityCounts => ({ low: 0, medium: 0, high: 0, critical: 0 });

/** Most serious first: the order in which people read. */
export const WORST_FIRST: readonly Severity[] = SEVERITIES.toReversed();

export function addTally(to: Tally, from: Readonly<Tally>): void {
  for (const outcome of OUTCOMES) to[outcome] += from[outcome];
}

export const sumOf = (tally: Readonly<Tally>): number =>
  OUTCOMES.reduce((sum, outcome) => sum + tally[outcome], 0);

/**
 * The score: the share of applicable results that were proven to pass. Unknown counts against it,
 * so that blindness cannot raise it. Absent where nothing applies.
 */
export const proven = ({ pass, fail, unknown }: Readonly<Tally>): number | undefined =>
  share(pass, pass + fail + unknown);

/** The score if every unknown passed. */
export const provenAtBest = ({ pass, fail, unknown }: Readonly<Tally>): number | undefined =>
  share(pass + unknown, pass + fail + unknown);

/** The share of results that a machine can give which are known. */
export const lookedAt = (tally: Readonly<Tally>): number | undefined => {
  const automatic = sumOf(tally) - tally.manual;
  return share(automatic - tally.unknown, automatic);
};

const share = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : part / whole;

/** Compares by the most serious first: negative when `a` is worse. */
export function compareSeverities(a: SeverityCounts, b: SeverityCounts): number {
  for (const severity of WORST_FIRST) {
    if (a[severity] !== b[severity]) return b[severity] - a[severity];
  }
  return 0;
}
