import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  expected,
  kernelNumber,
  recommended,
  type SysctlWant,
  satisfies,
} from '../../../src/kit/sysctl/sysctl-want.ts';

/** Tried on a running kernel: what it made of a write, or that it refused it. */
it.each([
  ['33 # on', 33],
  ['0x10', 16],
  ['010', 8],
  ['12 13', 12],
  ['-1', -1],
  ['0', 0],
  ['34# on', Number.NaN],
  ['"14"', Number.NaN],
  ['08', Number.NaN],
  ['', Number.NaN],
])('takes %s for %d', (text, number) => {
  expect(kernelNumber(text)).toBe(number);
});

const WANTS: readonly (readonly [SysctlWant, string, string])[] = [
  [{ oneOf: ['1', '2'] }, '2', '0'],
  [{ oneOf: [''] }, '', 'x'],
  [{ oneOf: ['yes'] }, 'yes', 'no'],
  [{ atLeast: 2 }, '3', '-1'],
  [{ atMost: 0 }, '-1', '1'],
  [{ between: [1, 3] }, '3', '4'],
  [{ not: '0' }, '-5', '0x0'],
  [{ not: '0' }, '1', 'x'],
  [{ bitsWithin: 502 }, '438', '8'],
  [{ bitsWithin: 502 }, '0', '4294967296'],
  [{ bits: 1 }, '4294967297', '4294967296'],
  [{ accepts: (text) => text === 'a', meaning: 'a', good: 'a' }, 'a', 'b'],
  [{ bits: 6168 }, '6169', '6160'],
  [{ words: ['a', 'b'] }, 'b c a', 'a c'],
  [{ matches: /^x/, meaning: 'x' }, 'xy', 'y'],
];

it.each(WANTS)('%j: %s, not %s', (want, good, bad) => {
  expect(satisfies(want, good)).toBe(true);
  expect(satisfies(want, bad)).toBe(false);
  expect(expected(want)).not.toBe('');
});

it('recommends what it would accept', () => {
  for (const [want] of WANTS) expect(satisfies(want, recommended(want))).toBe(true);
});

it('takes nothing that is no number for a good one', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(Number.isNaN(kernelNumber(text)));
      expect(satisfies({ atLeast: 0 }, text)).toBe(false);
      expect(satisfies({ bitsWithin: 1 }, text)).toBe(false);
    }),
  );
});
