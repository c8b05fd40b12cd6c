import { describe, expect, it } from 'vitest';
import { day, moment, span } from '../../../../reports/html/text/instants.ts';

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
