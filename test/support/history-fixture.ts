import type { Change, RunChanges } from '../../src/model/changes.ts';
import type { Report } from '../../src/model/run.ts';
import type { Trend, TrendPoint } from '../../src/model/trend.ts';
import { FAKE_CHECKS, fakeFleet } from './report-fixture.ts';

const [first, second] = FAKE_CHECKS;
const HOSTS = ['node-04.example.org', 'node-05.example.org'];

const changed: readonly Change[] = HOSTS.flatMap((host): readonly Change[] => [
  { kind: 'newFailure', host, check: first?.id ?? '', subject: 'mode', after: '0666' },
  { kind: 'valueChanged', host, check: second?.id ?? '', subject: 'a', before: '1', after: '2' },
  { kind: 'repaired', host, check: second?.id ?? '', subject: 'b', before: '3' },
]);

export const CHANGES: RunChanges = {
  before: { id: 'yesterday', startedAt: '2026-03-01T00:00:00.000Z' },
  counts: {
    newFailure: 2,
    valueChanged: 2,
    newlyUnknown: 0,
    repaired: 2,
    newlyKnown: 0,
    waived: 0,
    unwaived: 0,
  },
  newHosts: HOSTS.slice(0, 1),
  lostHosts: ['old-01.example.org'],
  newlyUnreachable: ['node-12.example.org'],
  newChecks: [first?.id ?? ''],
  lostChecks: ['gone.check'],
  changedChecks: [second?.id ?? ''],
  changes: async function* () {
    await Promise.resolve();
    yield* changed;
  },
};

const point = (day: number, fail: number): TrendPoint => ({
  run: { id: `day-${day}`, startedAt: `2026-03-0${day}T00:00:00.000Z`, complete: day > 1 },
  audited: 11,
  unreached: 1,
  tally: { pass: 100 - fail, fail, unknown: 8, manual: 2, notApplicable: 20, waived: 1 },
  open: { low: 1, medium: 2, high: fail, critical: 1 },
  opened: 3,
  closed: 2,
});

const trend: Trend = {
  points: [point(1, 20), point(2, 35), point(3, 12)],
  openFailures: 15,
  oldest: HOSTS.map((host) => ({
    host,
    check: first?.id ?? '',
    subject: 'mode',
    severity: 'high',
    since: '2026-03-01T00:00:00.000Z',
  })),
  repair: {
    low: { repaired: 0 },
    medium: { repaired: 1, meanSeconds: 3600 },
    high: { repaired: 4, meanSeconds: 86_400 },
    critical: { repaired: 0 },
  },
};

/** A fleet that was audited before: what changed, how it stood over three runs, how controls are read. */
export const fleetWithHistory = (): Report => ({
  ...fakeFleet(),
  checks: FAKE_CHECKS.map((check) => ({ ...check, reads: ['text:/etc/os-release', 'stat:/run'] })),
  changes: CHANGES,
  trend,
});
