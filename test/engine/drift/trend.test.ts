import { describe, expect, it } from 'vitest';
import { startTimeline } from '../../../src/engine/drift/host-timeline.ts';
import { startTrend, type TrendSource } from '../../../src/engine/drift/trend.ts';
import type { Finding, HostReport } from '../../../src/model/run.ts';
import { auditedHost, FAKE_CHECKS, failedHost } from '../../support/report-fixture.ts';

const [high, other] = [
  FAKE_CHECKS.find(({ severity }) => severity === 'high')?.id ?? '',
  FAKE_CHECKS.find(({ severity }) => severity === 'low')?.id ?? '',
];
const failing = (check: string, ...subjects: readonly string[]): Finding => ({
  check,
  outcome: 'fail',
  mismatches: subjects.map((subject) => ({ subject, expected: 'x', actual: 'y' })),
});
const passing = (check: string): Finding => ({ check, outcome: 'pass', note: 'seen' });
const untold = (check: string): Finding => ({ check, outcome: 'unknown', reason: 'denied' });

const read: string[] = [];
const day = (n: number, hosts: readonly HostReport[]): TrendSource => ({
  run: {
    id: `day${n}`,
    startedAt: `2026-03-0${n}T00:00:00Z`,
    complete: true,
    policyHash: 'p',
    profile: 'baseline',
  },
  checks: FAKE_CHECKS,
  entries: async function* () {
    await Promise.resolve();
    for (const host of hosts) {
      const findingsHash = host.status === 'failed' ? '' : JSON.stringify(host.findings);
      yield { name: host.name, status: host.status, findingsHash };
    }
  },
  host: (name) => {
    read.push(`day${n} ${name}`);
    return Promise.resolve(hosts.find((host) => host.name === name));
  },
});

async function trendOf(...days: readonly (readonly HostReport[])[]) {
  read.length = 0;
  const trend = startTrend();
  for (const [n, hosts] of days.entries()) await trend.add(day(n + 1, hosts));
  return { ...trend.finish(), firstSeen: trend.firstSeen };
}
const web = (...findings: readonly Finding[]) => auditedHost('web', findings);

describe('a trend', () => {
  it('tells what came and went, and how long it took', async () => {
    const { points, repair, oldest, openFailures, firstSeen } = await trendOf(
      [web(failing(high, 'a', 'b'))],
      [web(failing(high, 'a', 'b', 'c'))],
      [web(failing(high, 'b', 'c'))],
    );
    expect(points.map(({ opened, closed }) => [opened, closed])).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
    ]);
    expect(points.map(({ open }) => open.high)).toEqual([1, 1, 1]);
    expect(repair.high).toEqual({ repaired: 1, meanSeconds: 2 * 24 * 3600 });
    expect(repair.low).toEqual({ repaired: 0 });
    expect(openFailures).toBe(2);
    expect(oldest.map(({ subject, since }) => [subject, since.slice(0, 10)])).toEqual([
      ['b', '2026-03-01'],
      ['c', '2026-03-02'],
    ]);
    expect(firstSeen('web', high, 'c')).toBe('2026-03-02T00:00:00Z');
  });

  it('takes nothing as repaired that could not be told, was not reached or is gone', async () => {
    const failure = failing(high, 'a');
    const down = failedHost('web', { class: 'refused', message: 'refused' });
    const { repair, oldest } = await trendOf(
      [web(failure)],
      [web(untold(high))],
      [down],
      [web(failure)],
    );
    expect(repair.high.repaired).toBe(0);
    expect(oldest[0]?.since).toBe('2026-03-01T00:00:00Z');
    const gone = await trendOf([web(failure)], [], [web(failure)]);
    expect(gone.repair.high.repaired).toBe(0);
    expect(gone.oldest[0]?.since).toBe('2026-03-03T00:00:00Z');
  });

  it('takes an accepted failure as closed, and as no repair', async () => {
    const accepted: Finding = {
      check: high,
      outcome: 'fail',
      waiver: 'w',
      mismatches: [{ subject: 'a', expected: 'x', actual: 'y', waiver: 'w' }],
    };
    const { points, repair } = await trendOf([web(failing(high, 'a'))], [web(accepted)]);
    expect(points[1]).toMatchObject({ closed: 1, tally: { waived: 1 }, open: { high: 0 } });
    expect(repair.high.repaired).toBe(0);
  });

  it('reads a host again only where it changed', async () => {
    const same = web(failing(high, 'a'), passing(other));
    await trendOf([same], [same], [web(passing(high), passing(other))]);
    expect(read).toEqual(['day1 web', 'day3 web']);
  });

  it('counts hosts that were not reached as unknown', async () => {
    const down = failedHost('db', { class: 'timeout', message: 'too late' });
    const { points } = await trendOf([web(passing(high)), down]);
    expect(points[0]).toMatchObject({
      audited: 1,
      unreached: 1,
      tally: { pass: 1, unknown: FAKE_CHECKS.length },
    });
  });
});

it('tells the days of one host', async () => {
  const timeline = startTimeline('web');
  const down = failedHost('web', { class: 'refused', message: 'no answer' });
  const days = [[web(passing(high))], [down], [web(failing(high, 'a'))], []];
  const moments = [];
  for (const [n, hosts] of days.entries()) moments.push(await timeline.add(day(n + 1, hosts)));
  expect(moments.map(({ state, changes }) => [state, changes.map(({ kind }) => kind)])).toEqual([
    ['audited', []],
    ['failed', []],
    ['audited', ['newFailure']],
    ['absent', []],
  ]);
});
