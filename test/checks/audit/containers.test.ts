import check from '../../../checks/audit/containers.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { auditHost } from '../../support/audit-given.ts';
import { testCheck } from '../../support/test-check.ts';

const RULE = '-a always,exit -F arch=b64 -S execve,mount,init_module,setns';
const commands = (...names: readonly string[]): string =>
  [...['systemd', ...names].map((name, at) => `/proc/${at + 1}/comm:${name}\n`), 'status 0\n'].join(
    '',
  );
const host = (rules: string, persisted = rules): Given => ({
  ...auditHost(rules, persisted),
  'processes:':
    'scan 0\nmark 9 dockerd\n/proc/9/status:PPid:\t1\n/proc/9/status:Uid:\t0\t0\t0\t0\n/proc/1/status:Uid:\t0\t0\t0\t0\n',
  'commands:': commands('dockerd'),
});
const missing = (after: string) =>
  ['execve', 'mount', 'init_module', 'setns'].map(
    (call) => `${call}${after}: none that sees processes of containers`,
  );

testCheck(check, {
  pass: [
    { name: 'rules for everybody', given: host(`${RULE} -F exe!=/usr/bin/runc -F key=all`) },
    { name: 'a sensor', given: { ...host(''), 'commands:': commands('dockerd', 'falco') } },
  ],
  fail: [
    {
      name: 'rules for logins alone',
      given: host(`${RULE} -F auid>=1000 -F auid!=-1 -F key=all`),
      because: [missing('')[0] ?? '', ...missing('').slice(1), ...missing(' after a reboot')],
    },
    {
      name: 'after a reboot',
      given: host(RULE, '-b 8192'),
      because: [missing(' after a reboot')[0] ?? '', ...missing(' after a reboot').slice(1)],
    },
  ],
  notApplicable: [
    { name: 'no auditd', given: { ...host(''), 'audit_state:': 'auditctl absent\n' } },
  ],
});
