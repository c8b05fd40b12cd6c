import { describe, expect, it } from 'vitest';
import { day, moment, span } from '../../../reports/html/instants.ts';
import { compareNaturally } from '../../../reports/html/natural-order.ts';
import { count, grouped, inWords, listed, percent } from '../../../reports/html/wording.ts';

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

describe('instants', () => {
  it('are written with their zone, never with that of the reader', () => {
    expect(moment('2026-11-20T02:01:17.123Z')).toBe('2026-11-20 02:01:17 UTC');
    expect(moment('2026-11-20T02:01:17+02:00')).toBe('2026-11-20 02:01:17 UTC+02:00');
    expect(day('2026-03-01T23:59:59Z')).toBe('1 March 2026');
  });
  it('make a span as short as it can be', () => {
    const from = '2026-11-20T23:58:03Z';
    expect(span(from, '2026-11-20T23:58:41Z')).toBe('20 November 2026, 23:58 UTC');
    expect(span(from, '2026-11-20T23:59:41Z')).toBe('20 November 2026, 23:58–23:59 UTC');
    expect(span(from, '2026-11-21T00:01:00Z')).toBe(
      '20 November 2026, 23:58 UTC – 21 November 2026, 00:01 UTC',
    );
  });
  it('are shown as they are where they are none', () => {
    expect(day('<b>yesterday</b>\u001b')).toBe('<b>yesterday</b>\\u{1b}');
    expect(day('2026-13-40T00:00:00Z')).toBe('2026-13-40T00:00:00Z');
  });
});

it('orders names as people do', () => {
  const names = ['node-10', 'node-2', 'db', 'node-2a', 'node-02', 'node'];
  expect(names.toSorted(compareNaturally)).toEqual([
    'db',
    'node',
    'node-02',
    'node-2',
    'node-2a',
    'node-10',
  ]);
});
