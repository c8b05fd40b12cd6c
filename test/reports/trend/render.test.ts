import { expect, it } from 'vitest';
import { spanOf } from '../../../reports/trend/age.ts';
import { trendJson } from '../../../reports/trend/json.ts';
import { renderTimeline, renderTrend } from '../../../reports/trend/terminal.ts';
import type { Trend, TrendPoint } from '../../../src/model/trend.ts';

const HOSTILE = '\u001b[31m\u202e\nx';
const point = (day: number, high: number): TrendPoint => ({
  run: { id: `day${day}`, startedAt: `2026-03-0${day}T00:00:00Z`, complete: true },
  audited: 10,
  unreached: 0,
  tally: { pass: 10 - high, fail: high, unknown: 0, manual: 0, notApplicable: 0, waived: 0 },
  open: { low: 0, medium: 0, high, critical: 0 },
  opened: high,
  closed: 0,
});
const trend: Trend = {
  points: [point(1, 1), point(2, 4), point(3, 2)],
  openFailures: 2,
  oldest: [
    {
      host: HOSTILE,
      check: 'c',
      subject: HOSTILE,
      severity: 'high',
      since: '2026-03-01T00:00:00Z',
    },
  ],
  repair: {
    low: { repaired: 0 },
    medium: { repaired: 0 },
    high: { repaired: 2, meanSeconds: 3 * 24 * 3600 },
    critical: { repaired: 0 },
  },
};

it.each([60, 100])('fits a terminal of %i columns, cleaned', (width) => {
  const text = renderTrend(trend, { width, colour: false, unicode: false });
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  expect(text).toContain('high: 3 days, over 2 repairs');
  expect(text).toMatch(/2 days: high c on/);
});

it('draws a line, with a character a run', () => {
  const text = renderTrend(trend, { width: 100, colour: false, unicode: true });
  expect(text).toMatch(/Open failures +▁█▃ +1 → 2/);
});

it('gives shares in JSON', () => {
  const { points } = JSON.parse(trendJson(trend));
  expect(points.map(({ score }: { score: number }) => score)).toEqual([0.9, 0.6, 0.8]);
});

it('tells a host that was not there, and one that did not answer', () => {
  const run = { id: 'day1', startedAt: '2026-03-01T00:00:00Z' };
  const text = renderTimeline(
    [
      { run, state: 'absent', changes: [] },
      { run, state: 'failed', reason: HOSTILE, changes: [] },
    ],
    { width: 80, colour: false, unicode: false },
  );
  expect(text).toContain('not in this run');
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
});

it('says spans in their largest unit', () => {
  expect([30, 90, 7200, 172_800].map(spanOf)).toEqual([
    '30 seconds',
    '2 minutes',
    '2 hours',
    '2 days',
  ]);
});
