import { describe, expect, it } from 'vitest';
import watches from '../../../checks/audit/watches.ts';
import { type Given, NOT_THERE } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';

const folder = (path: string, mode = '755'): string =>
  `${mode}|0|0|root|root|directory|4096|1|${path}\n`;
const file = (path: string, mode = '644'): string =>
  `${mode}|0|0|root|root|regular file|9|1|${path}\n`;

const PATHS: Readonly<Record<string, string>> = {
  'audit.identity-files': '/etc/passwd',
  'audit.audit-configuration': '/etc/audit',
  'audit.containerd-files': '/usr/bin/containerd',
};

const ROOT = { 'text:/proc/self/status': 'Uid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n' };

const given = (path: string, rules: string): Given => ({
  ...ROOT,
  'stat:/usr/sbin/auditctl': file('/usr/sbin/auditctl', '755'),
  [`stat:${path}`]: file(path),
  'stat:/etc/audit': folder('/etc/audit', '750'),
  'stat:/etc/audit/rules.d': folder('/etc/audit/rules.d', '750'),
  'text:/etc/audit/rules.d/*.rules': rules,
});

describe('watched paths', () => {
  it('has a case for each row', () => {
    expect(watches.map(({ id }) => id)).toEqual(Object.keys(PATHS));
  });
});

for (const check of watches) {
  const path = PATHS[check.id] ?? '';
  const rule = `-w ${path} -p wa -k changes`;
  const lines = (name: string, text: string) => `/etc/audit/rules.d/${name}.rules:${text}\n`;
  testCheck(check, {
    pass: [
      { name: 'a watch on the path', given: given(path, lines('a', rule)) },
      {
        name: 'rules of one file alone',
        given: {
          ...given(path, ''),
          'text:/etc/audit/rules.d/*.rules': NOT_THERE,
          'text:/etc/audit/audit.rules': `-D\n${rule}\n`,
        },
      },
    ],
    fail: [
      {
        name: 'no watch',
        given: given(path, lines('a', '-b 8192')),
        because: [`${path}: none in the rules of /etc/audit`],
      },
      {
        name: 'a later file keeps it out',
        given: given(path, lines('a', '-a never,task') + lines('b', rule)),
        because: [`${path}: none in the rules of /etc/audit`],
      },
      {
        name: 'no rules at all',
        given: {
          'stat:/usr/sbin/auditctl': file('/usr/sbin/auditctl', '755'),
          [`stat:${path}`]: file(path),
        },
        because: [`${path}: none in the rules of /etc/audit`],
      },
    ],
    notApplicable: [{ name: 'no auditd', given: { [`stat:${path}`]: file(path) } }],
    unknown: [
      {
        name: 'a folder that may not be listed',
        given: {
          ...given(path, ''),
          'text:/proc/self/status': 'Uid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000000000\n',
        },
      },
      { name: 'a rule that is taken back', given: given(path, lines('a', '-d exit,always')) },
    ],
  });
}
