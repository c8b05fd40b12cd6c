import { describe, expect, it } from 'vitest';
import watches from '../../../checks/audit/watches.ts';
import { readingKeysOf } from '../../../src/kit/define-check.ts';
import { type Given, NOT_THERE } from '../../../src/testing/check-cases.ts';
import { auditHost, auditLoaded } from '../../support/audit-given.ts';
import { testCheck } from '../../support/test-check.ts';

const file = (path: string, mode = '644'): string =>
  `${mode}|0|0|root|root|regular file|9|1|${path}\n`;

const given = (path: string, loaded: string, persisted = loaded): Given => ({
  ...auditHost(loaded, persisted),
  [`stat:${path}`]: file(path),
});

const OPENRC = {
  'text:/usr/lib/systemd/system/auditd.service': NOT_THERE,
  'stat:/etc/systemd/system/*.wants/*': NOT_THERE,
  'text:/etc/init.d/auditd': '#!/sbin/openrc-run\nstart_auditd() {\n',
  'text:/etc/conf.d/auditd': '# rules\nRULEFILE_STARTUP="/etc/audit/audit.rules"\n',
  'stat:/etc/runlevels/*/*': file('/etc/runlevels/default/auditd', '755'),
};

describe('watched paths', () => {
  it('has rows of names that differ', () => {
    expect(new Set(watches.map(({ id }) => id)).size).toBe(watches.length);
  });
});

for (const check of watches) {
  const keys = readingKeysOf(check).filter((key) =>
    /^stat:(?!.*(auditctl|[*]|rules\.d))/.test(key),
  );
  const path = keys[0]?.slice('stat:'.length) ?? '';
  const rule = `-w ${path} -p wa -k changes`;
  const narrow = `-a always,exit -F arch=b64 -S all -F path=${path} -F perm=wa`;
  const now = `${path}: none in the loaded rules`;
  const later = `${path} after a reboot: none in the rules of /etc/audit`;
  testCheck(check, {
    pass: [
      { name: 'a watch on the path', given: given(path, rule) },
      {
        name: 'a rule for each width of calls',
        given: given(path, `${narrow}\n${narrow.replace('b64', 'b32')}`),
      },
      {
        name: 'a file that OpenRC loads',
        given: {
          ...given(path, rule, ''),
          ...OPENRC,
          'text:/etc/audit/audit.rules': `-D\n${rule}\n`,
        },
      },
    ],
    fail: [
      { name: 'no watch', given: given(path, ''), because: [now, later] },
      { name: 'rules that were never loaded', given: given(path, '', rule), because: [now] },
      {
        name: 'rules that are loaded alone',
        given: given(path, rule, '-b 8192'),
        because: [later],
      },
      { name: 'calls of 64 bits alone', given: given(path, narrow), because: [now, later] },
      {
        name: 'the list of tasks keeps all out',
        given: given(path, `-a never,task\n${rule}`),
        because: [now, later],
      },
      {
        name: 'rules.d, which OpenRC does not load',
        given: {
          ...given(path, rule),
          ...OPENRC,
          'text:/etc/audit/audit.rules': '-b 8192\n',
        },
        because: [later],
      },
      {
        name: 'a daemon that does not start at boot',
        given: { ...given(path, rule), 'stat:/etc/systemd/system/*.wants/*': NOT_THERE },
        because: [`${path} after a reboot: auditd does not start at boot`],
      },
      {
        name: 'a daemon that does not run',
        given: { ...given(path, rule), 'audit_state:': auditLoaded(rule, { pid: '0' }) },
        because: [`${path}: no daemon takes the records`],
      },
      {
        name: 'a kernel that does not audit now',
        given: { ...given(path, rule), 'audit_state:': auditLoaded(rule, { enabled: '0' }) },
        because: [`${path}: auditing is off in the kernel`],
      },
    ],
    notApplicable: [
      {
        name: 'no auditd',
        given: { [`stat:${path}`]: file(path), 'audit_state:': 'auditctl absent\n' },
      },
    ],
    unknown: [
      {
        name: 'the kernel answers root alone',
        given: {
          ...given(path, rule),
          'audit_state:':
            'section status\nYou must be root to run this program.\nstatus 4\nsection rules\nYou must be root to run this program.\nstatus 4\n',
        },
      },
      {
        name: 'a folder that may not be listed',
        given: {
          ...given(path, rule),
          'text:/proc/self/status': 'Uid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000000000\n',
        },
      },
      {
        name: 'a rule that is taken back',
        given: given(path, rule, `${rule}\n-d exit,always`),
      },
    ],
  });
}
