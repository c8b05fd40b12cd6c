import { expect, it } from 'vitest';
import { count, grouped, inWords, listed, percent } from '../../reports/wording.ts';

it.each([
  [0, '0.0'],
  [0.0001, '0.1'],
  [0.6858, '68.6'],
  [0.9999, '99.9'],
  [1, '100.0'],
  [undefined, '–'],
])('writes the share %s as %s: never all or nothing by rounding', (share, text) => {
  expect(percent(share)).toBe(text);
});

it('names numbers with their noun', () => {
  expect([count(1, 'host'), count(3, 'host'), count(20_000, 'result')]).toEqual([
    '1 host',
    '3 hosts',
    '20,000 results',
  ]);
  expect([inWords(8), inWords(12), grouped(1_234_567)]).toEqual(['eight', '12', '1,234,567']);
});

it('lists words', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});
