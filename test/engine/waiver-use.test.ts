import { expect, it } from 'vitest';
import { waive } from '../../src/engine/waive.ts';
import { startWaiverUse } from '../../src/engine/waiver-use.ts';
import type { Finding } from '../../src/model/run.ts';
import type { Waiver, WaiverScope } from '../../src/model/waiver.ts';
import { auditedHost, failedHost } from '../support/report-fixture.ts';

const waiver = (scope: Partial<WaiverScope>, more: Partial<Waiver> = {}): Waiver => ({
  id: 'W-1',
  kind: 'riskAccepted',
  owner: 'platform',
  approver: 'security',
  reason: 'legacy',
  approvedOn: '2026-01-01',
  expiresOn: '2027-12-31',
  scope: { checks: ['daemon.icc'], hosts: ['web-*'], groups: [], subjects: [], ...scope },
  ...more,
});
const failing: Finding = {
  check: 'daemon.icc',
  outcome: 'fail',
  mismatches: [{ subject: '/a', expected: 'a', actual: 'b' }],
};
const passing: Finding = { check: 'daemon.icc', outcome: 'pass', note: '' };
const untold: Finding = { check: 'daemon.icc', outcome: 'unknown', reason: '' };

function used(one: Waiver, findings: readonly Finding[], others: readonly Waiver[] = []) {
  const waivers = [...others, one];
  const use = startWaiverUse(waivers);
  for (const [n, finding] of findings.entries()) {
    use.add(waive(auditedHost(`web-${n}`, [finding]), waivers));
  }
  const reported = use.finish('2026-11-20T02:00:03Z', 30).at(-1);
  return [reported?.accepts, ...(reported?.concerns ?? [])];
}

it.each<[string, Waiver, readonly Finding[], readonly unknown[]]>([
  ['needed', waiver({}), [failing, passing, failing], [2]],
  ['not needed', waiver({}), [passing, passing], [0, 'notNeeded']],
  ['not needed for its subject', waiver({ subjects: ['/b'] }), [failing], [0, 'notNeeded']],
  ['perhaps needed', waiver({}), [passing, untold], [0]],
  ['of other hosts', waiver({ hosts: ['db'] }), [failing], [0, 'unused']],
  ['of a check that is not asked', waiver({ checks: ['ssh.root'] }), [failing], [0, 'unused']],
  ['expired', waiver({}, { expiresOn: '2026-11-19' }), [failing], [0, 'expired']],
  ['ending today', waiver({}, { expiresOn: '2026-11-20' }), [failing], [1, 'expiring']],
  ['ending in 30 days', waiver({}, { expiresOn: '2026-12-20' }), [failing], [1, 'expiring']],
  ['ending in 31 days', waiver({}, { expiresOn: '2026-12-21' }), [failing], [1]],
  ['not in force yet', waiver({}, { approvedOn: '2026-11-21' }), [failing], [0, 'notYet']],
  ['a switch', waiver({ checks: ['daemon.icc', 'x'], hosts: ['*'] }), [failing], [1, 'tooBroad']],
  ['wide in checks alone', waiver({ checks: ['daemon.icc', 'x'] }), [failing], [1]],
  ['wide in hosts alone', waiver({ hosts: [] }), [failing], [1]],
])('%s', (_, one, findings, expected) => {
  expect(used(one, findings)).toEqual(expected);
});

it('finds none superfluous for another that comes before it', () => {
  expect(used(waiver({}, { id: 'W-2' }), [failing], [waiver({})])).toEqual([0]);
});

it('judges no waiver by hosts that were not seen', () => {
  const use = startWaiverUse([waiver({ hosts: ['db-1'] }), waiver({ hosts: ['db-2'] })]);
  use.add(failedHost('db-1', { class: 'timeout', message: '' }));
  use.addUnseen({ name: 'db-2' });
  expect(use.finish('2026-11-20T02:00:03Z', 30).map(({ concerns }) => concerns)).toEqual([[], []]);
});
