import { describe, it } from 'vitest';
import type { Check, Needs } from '../../src/kit/define-check.ts';
import { type Cases, checkCases } from '../../src/testing/check-cases.ts';

/** Runs a check's cases, and the promises that every check makes, under vitest. */
export function testCheck<N extends Needs, P>(check: Check<N, P>, cases: Cases<P>): void {
  describe(check.id, () => {
    for (const { name, run } of checkCases(check, cases)) it(name, run);
  });
}
