import type { Report } from '../../src/model/run.ts';
import type { ReportedWaiver } from '../../src/model/waiver.ts';
import { oneOfEach } from './one-of-each.ts';
import { auditedHost, reportOf } from './report-fixture.ts';

export const WAIVER: ReportedWaiver = {
  id: 'W-7',
  kind: 'compensated',
  owner: 'platform team',
  approver: 'security officer',
  reason: 'The build host runs one tenant',
  approvedOn: '2026-01-10',
  expiresOn: '2026-12-01',
  scope: { checks: ['daemon.icc'], hosts: ['web-*'], groups: [], subjects: ['icc'] },
  accepts: 2,
  concerns: ['expiring'],
};

/** Two hosts that fail one check: on one every mismatch is accepted, on the other one of two. */
export function waivedReport(): Report {
  const accepted = { subject: 'icc', expected: 'false', actual: 'true', waiver: WAIVER.id };
  const open = { subject: '/etc/docker/daemon.json', expected: 'icc false', actual: 'not set' };
  return reportOf(
    [
      auditedHost('web-01', [
        { check: 'daemon.icc', outcome: 'fail', mismatches: [accepted], waiver: WAIVER.id },
      ]),
      auditedHost('web-02', [
        { check: 'daemon.icc', outcome: 'fail', mismatches: [accepted, open] },
      ]),
    ],
    { checks: oneOfEach().checks, waivers: [WAIVER] },
  );
}
