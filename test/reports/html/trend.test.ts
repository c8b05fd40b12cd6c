import { expect, it } from 'vitest';
import type { Trend } from '../../../src/model/trend.ts';
import { FAKE_CHECKS, fakeFleet } from '../../support/report-fixture.ts';
import { wholePage } from '../../support/whole-page.ts';

const point = (day: number, low: number): Trend['points'][number] => ({
  run: { id: `day${day}`, startedAt: `2026-03-0${day}T00:00:00Z`, complete: true },
  audited: 3,
  unreached: 0,
  tally: { pass: 10, fail: low, unknown: 0, manual: 0, notApplicable: 0, waived: 0 },
  open: { low, medium: 0, high: 0, critical: 0 },
  opened: 0,
  closed: 0,
});
const [{ id: KNOWN = '' } = {}] = FAKE_CHECKS;
const none = { repaired: 0 };
const trend: Trend = {
  points: [point(1, 2), point(3, 4)],
  openFailures: 4,
  oldest: [
    {
      host: 'node-04.example.org',
      check: KNOWN,
      subject: '"x',
      severity: 'low',
      since: '2026-03-01T00:00:00Z',
    },
  ],
  repair: {
    low: { repaired: 1, meanSeconds: 3600 * 24 * 4 },
    medium: none,
    high: none,
    critical: none,
  },
};
const sectionOf = (page: string) => /<section[^>]+id="trend"(.*?)<\/section>/s.exec(page)?.[1];

it('draws a line that says in words what it shows', async () => {
  const section = sectionOf(await wholePage({ ...fakeFleet(), trend }));
  expect(section).toContain(
    'aria-label="Proven compliant: 83.3 % in the first run, 71.4 % in the last',
  );
  expect(section).toContain('<polyline class="line" points="44.0,56.7 420.0,132.9"/>');
  expect(section).toContain('4 days');
  expect(section).toContain('2 days');
});

it('draws none through a single run', async () => {
  const alone = { ...trend, points: [point(1, 2)] };
  expect(sectionOf(await wholePage({ ...fakeFleet(), trend: alone }))).toBeUndefined();
});
