import { expect, it } from 'vitest';
import { type Combination, effective } from '../../../src/kit/sysctl/interface-combination.ts';

/** combination, all, own, forwards, what counts. */
const TABLE: readonly (readonly [Combination, string, string, boolean, number])[] = [
  ['and', '1', '0', false, 0],
  ['and', '1', '1', false, 1],
  ['or', '0', '1', false, 1],
  ['or', '0', '0', true, 0],
  ['max', '1', '2', false, 2],
  ['min', '-1', '0', false, -1],
  ['redirects', '0', '1', true, 0],
  ['redirects', '0', '1', false, 1],
  ['redirects', '1', '1', true, 1],
  ['unless-forwarding', '0', '1', true, 0],
  ['unless-forwarding', '0', '1', false, 1],
  ['advertisements', '0', '1', true, 0],
  ['advertisements', '0', '2', true, 2],
  ['advertisements', '1', '0', false, 0],
  ['own', '1', '0', false, 0],
];

it.each(TABLE)('%s of %s and %s, forwarding %s: %d', (combination, all, own, forwards, counts) => {
  expect(effective(combination, all, own, forwards)).toBe(counts);
});

it.each(['and', 'or', 'max', 'min', 'redirects'] as const)(
  '%s makes no number of nonsense',
  (c) => {
    expect(effective(c, 'x', '1', false)).toBeNaN();
  },
);
