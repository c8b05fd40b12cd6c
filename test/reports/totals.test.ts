import { describe, expect, it } from 'vitest';
import { lookedAt, proven, provenAtBest, sumOf } from '../../reports/totals.ts';

const tally = { pass: 6, fail: 2, unknown: 2, manual: 3, notApplicable: 7, waived: 0 };

describe('the score', () => {
  it('is the share of applicable results that pass', () => expect(proven(tally)).toBe(0.6));
  it('is not raised by blindness', () => {
    const blind = { ...tally, fail: 0, unknown: 4 };
    expect(proven(blind)).toBe(proven(tally));
  });
  it('is not raised by accepting failures', () => {
    expect(proven({ ...tally, fail: 0, waived: 2 })).toBe(proven(tally));
  });
  it('has a best case in which every unknown passes', () => expect(provenAtBest(tally)).toBe(0.8));
  it('is absent where nothing applies', () => {
    expect(
      proven({ pass: 0, fail: 0, unknown: 0, manual: 1, notApplicable: 4, waived: 0 }),
    ).toBeUndefined();
  });
});

it('leaves questions out of what was looked at', () => expect(lookedAt(tally)).toBe(15 / 17));
it('sums every outcome', () => expect(sumOf(tally)).toBe(20));
