import { describe, expect, it } from 'vitest';
import { procedureOf, provenanceOf } from '../../reports/provenance.ts';
import { auditedHost, FAKE_CHECKS, failedHost, reportOf } from '../support/report-fixture.ts';

const { run } = reportOf([]);

describe('where evidence is from', () => {
  it('names who read, with what rights, when, which host, and the file kept', () => {
    const host = auditedHost('web/1', [], { hostKey: 'SHA256:abc', clockSkewSeconds: -3 });
    expect(Object.fromEntries(provenanceOf(host, run))).toEqual({
      auditor: 'audit',
      'auditor-machine': 'bastion.example.org',
      privilege: host.privilege,
      'collected-at': host.collectedAt,
      'host-key': 'SHA256:abc',
      'clock-skew-seconds': '-3',
      evidence: 'web%2f1.json.gz',
    });
  });
  it('claims no evidence of a host that was not read', () => {
    const host = failedHost('db', { class: 'timeout', message: 'silent' });
    expect(provenanceOf(host, run).map(([name]) => name)).toEqual(['auditor', 'auditor-machine']);
  });
});

describe('how a control is read', () => {
  const [check] = FAKE_CHECKS;
  if (check === undefined) throw new Error('no check');

  it('is a harmless line a reading', () => {
    const reads = ['text:/etc/os-release', 'stat:/run/\u001b[2J'];
    const [first, second, ...more] = procedureOf({ ...check, reads }).split('\n');
    expect([first, more]).toEqual(['text:/etc/os-release', []]);
    expect(second).not.toContain('\u001b');
  });
  it('is nothing where nobody knows', () => {
    expect(procedureOf(check)).toBe('');
  });
});
