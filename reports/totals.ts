import { SEVERITIES, type Severity } from '../src/model/check.ts';
import { type AuditedHost, ENDINGS, type Ending, endingOf } from '../src/model/run.ts';

/** How many results came out how. */
export type Tally = Record<Ending, number>;
export type SeverityCounts = Record<Severity, number>;

export const emptyTally = (): Tally => ({
  pass: 0,
  fail: 0,
  unknown: 0,
  manual: 0,
  notApplicable: 0,
  waived: 0,
});

/** The results of one host. */
export function tallyOf({ findings }: Pick<AuditedHost, 'findings'>): Tally {
  const tally = emptyTally();
  for (const finding of findings) tally[endingOf(finding)] += 1;
  return tally;
}

export const noSeverities = (): SeverityCounts => ({ low: 0, medium: 0, high: 0, critical: 0 });

/** Most serious first: the order in which people read. */
export const WORST_FIRST: readonly Severity[] = SEVERITIES.toReversed();

export function addTally(to: Tally, from: Readonly<Tally>): void {
  for (const ending of ENDINGS) to[ending] += from[ending];
}

export const sumOf = (tally: Readonly<Tally>): number =>
  ENDINGS.reduce((sum, ending) => sum + tally[ending], 0);

/**
 * The score: the share of applicable results that were proven to pass. Unknown and accepted failures
 * count against it, so that neither blindness nor a waiver can raise it. Absent where nothing applies.
 */
export const proven = (tally: Readonly<Tally>): number | undefined =>
  share(tally.pass, applicable(tally));

/** The score if every unknown passed. */
export const provenAtBest = (tally: Readonly<Tally>): number | undefined =>
  share(tally.pass + tally.unknown, applicable(tally));

/** Results that a score is of: all but questions and what does not apply. */
export const applicable = ({ pass, fail, waived, unknown }: Readonly<Tally>): number =>
  pass + fail + waived + unknown;

/** The share of results that a machine can give which are known. */
export const lookedAt = (tally: Readonly<Tally>): number | undefined => {
  const automatic = sumOf(tally) - tally.manual;
  return share(automatic - tally.unknown, automatic);
};

const share = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : part / whole;

/** Negative when `a` is more serious. */
export const compareSeverity = (a: Severity, b: Severity): number =>
  WORST_FIRST.indexOf(a) - WORST_FIRST.indexOf(b);

/** Compares by the most serious first: negative when `a` is worse. */
export function compareSeverities(a: SeverityCounts, b: SeverityCounts): number {
  for (const severity of WORST_FIRST) {
    if (a[severity] !== b[severity]) return b[severity] - a[severity];
  }
  return 0;
}
