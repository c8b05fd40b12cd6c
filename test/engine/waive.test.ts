import { describe, expect, it } from 'vitest';
import { waive } from '../../src/engine/waive.ts';
import type { Finding } from '../../src/model/run.ts';
import type { Waiver, WaiverScope } from '../../src/model/waiver.ts';
import { auditedHost } from '../support/report-fixture.ts';

const waiver = (scope: Partial<WaiverScope>, more: Partial<Waiver> = {}): Waiver => ({
  id: 'W-1',
  kind: 'riskAccepted',
  owner: 'platform',
  approver: 'security',
  reason: 'legacy',
  approvedOn: '2026-01-01',
  expiresOn: '2026-12-31',
  scope: { checks: ['daemon.icc'], hosts: [], groups: [], subjects: [], ...scope },
  ...more,
});

const wrong = (subject: string) => ({ subject, expected: 'a', actual: 'b' });
const failing: Finding = {
  check: 'daemon.icc',
  outcome: 'fail',
  mismatches: [wrong('/a'), wrong('/b')],
};
const AT = '2026-11-20T02:01:17Z';

function waived(waivers: readonly Waiver[], finding = failing, collectedAt = AT) {
  const host = auditedHost('web-01', [finding], { collectedAt, groups: ['web'] });
  const [found] = waive(host, waivers).findings;
  return { whole: found?.waiver, parts: found?.mismatches?.map((each) => each.waiver) };
}

const OPEN = { whole: undefined, parts: [undefined, undefined] };
const ACCEPTED = { whole: 'W-1', parts: ['W-1', 'W-1'] };

describe('what a waiver covers', () => {
  it.each<[string, Partial<WaiverScope>, unknown]>([
    ['every host', {}, ACCEPTED],
    ['the host', { hosts: ['web-01'] }, ACCEPTED],
    ['a pattern of hosts', { hosts: ['web-*'] }, ACCEPTED],
    ['another host', { hosts: ['web-02'] }, OPEN],
    ['a group', { groups: ['web'] }, ACCEPTED],
    ['another group', { groups: ['db'] }, OPEN],
    ['another host or the group', { hosts: ['db'], groups: ['web'] }, ACCEPTED],
    ['another check', { checks: ['daemon.nri'] }, OPEN],
    ['a subject', { subjects: ['/a'] }, { whole: undefined, parts: ['W-1', undefined] }],
    ['a pattern of subjects', { subjects: ['/*'] }, ACCEPTED],
  ])('%s', (_, scope, expected) => {
    expect(waived([waiver(scope)])).toEqual(expected);
  });
});

describe('when a waiver holds', () => {
  it.each([
    ['2026-12-31T23:59:59Z', ACCEPTED],
    ['2027-01-01T00:00:00Z', OPEN],
    ['2026-01-01T00:00:00Z', ACCEPTED],
    ['2025-12-31T23:59:59.999Z', OPEN],
  ])('at %s', (at, expected) => {
    expect(waived([waiver({})], failing, at)).toEqual(expected);
  });
});

it('names the first to expire where several accept a failure together', () => {
  const one = waiver({ subjects: ['/a'] });
  const two = waiver({ subjects: ['/b'] }, { id: 'W-2', expiresOn: '2026-12-01' });
  expect(waived([one, two])).toEqual({ whole: 'W-2', parts: ['W-1', 'W-2'] });
});

it('drops marks of an earlier judgement', () => {
  const marked = {
    ...failing,
    waiver: 'W-0',
    mismatches: [{ ...wrong('/a'), waiver: 'W-0' }, wrong('/b')],
  };
  expect(waived([], marked)).toEqual(OPEN);
});

it.each<Finding>([
  { check: 'daemon.icc', outcome: 'pass', note: '' },
  { check: 'daemon.icc', outcome: 'unknown', reason: '' },
  { check: 'daemon.icc', outcome: 'manual', question: '' },
])('leaves $outcome alone', (finding) => {
  expect(waive(auditedHost('web-01', [finding]), [waiver({})]).findings).toEqual([finding]);
});
