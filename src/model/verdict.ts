/** One way in which a host differs from what a check expects. */
export interface Mismatch {
  /** What was looked at: a path, a sysctl key, a unit, a container. Keys the mismatch between runs. */
  readonly subject: string;
  readonly expected: string;
  readonly actual: string;
}

export type Verdict =
  | { readonly outcome: 'pass'; readonly note: string }
  | { readonly outcome: 'fail'; readonly mismatches: readonly [Mismatch, ...Mismatch[]] }
  | { readonly outcome: 'notApplicable'; readonly reason: string }
  | { readonly outcome: 'unknown'; readonly reason: string }
  | { readonly outcome: 'manual'; readonly question: string };

export const OUTCOMES = ['pass', 'fail', 'unknown', 'manual', 'notApplicable'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a check itself may say. `unknown` belongs to the engine. */
export type CheckVerdict = Exclude<Verdict, { readonly outcome: 'unknown' }>;

export const pass = (note: string): CheckVerdict => ({ outcome: 'pass', note });
export const fail = (...mismatches: [Mismatch, ...Mismatch[]]): CheckVerdict => ({
  outcome: 'fail',
  mismatches,
});
export const notApplicable = (reason: string): CheckVerdict => ({
  outcome: 'notApplicable',
  reason,
});
export const manual = (question: string): CheckVerdict => ({ outcome: 'manual', question });

/** Pass when nothing is wrong, else fail with every mismatch. */
export function passUnless(mismatches: readonly Mismatch[], note: string): CheckVerdict {
  const [first, ...rest] = mismatches;
  return first === undefined ? pass(note) : fail(first, ...rest);
}
