import { expect, it } from 'vitest';
import table from '../../../checks/daemon/audit.ts';
import { readingKeysOf } from '../../../src/kit/define-check.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { auditHost } from '../../support/audit-given.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const given = (path: string, rules: string): Given => ({
  ...auditHost(rules),
  [`stat:${path}`]: statLine(path, '644'),
});

/** The first path that each row judges, and what has to be recorded of it. */
const rows = table.map((check) => {
  const paths = readingKeysOf(check).filter(
    (key) => key.startsWith('stat:') && !/auditctl|\/etc\/audit/.test(key),
  );
  const path = paths[0]?.slice('stat:'.length) ?? '';
  return { check, path, perms: /perm=x/.test(check.remedy) ? 'x' : 'wa' };
});

it('has programs watched for use and files for changes', () => {
  expect(rows.filter(({ perms }) => perms === 'x').map(({ path }) => path)).toEqual([
    '/usr/bin/dockerd',
    '/usr/bin/containerd',
    '/usr/bin/containerd-shim',
    '/usr/bin/containerd-shim-runc-v1',
    '/usr/bin/containerd-shim-runc-v2',
    '/usr/bin/runc',
  ]);
});

for (const { check, path, perms } of rows) {
  testCheck(check, {
    pass: [{ name: 'watched', given: given(path, `-w ${path} -p ${perms} -k docker`) }],
    fail: [
      {
        name: 'for something else',
        given: given(path, `-w ${path} -p r -k docker`),
        because: [
          `${path}: none in the loaded rules`,
          `${path} after a reboot: none in the rules of /etc/audit`,
        ],
      },
      {
        name: 'a path that only begins like it',
        given: given(path, `-w ${path}.bak -p rwxa`),
        because: [
          `${path}: none in the loaded rules`,
          `${path} after a reboot: none in the rules of /etc/audit`,
        ],
      },
    ],
    notApplicable: [
      {
        name: 'no auditd',
        given: { [`stat:${path}`]: statLine(path, '644'), 'audit_state:': 'auditctl absent\n' },
      },
      {
        name: 'no such path',
        given: auditHost(''),
      },
    ],
  });
}

testCheck(checkIn(table, 'daemon.audit-docker-socket-unit'), {
  pass: [
    {
      name: 'by the name that /run had before',
      given: given('/run/docker.sock', '-w /var/run/docker.sock -p wa'),
    },
    {
      name: 'by the name that /usr/lib had before',
      given: given(
        '/usr/lib/systemd/system/docker.socket',
        '-w /lib/systemd/system/docker.socket -p wa',
      ),
    },
  ],
  fail: [
    {
      name: 'of the socket alone',
      given: {
        ...given('/usr/lib/systemd/system/docker.socket', '-w /run/docker.sock -p wa'),
        'stat:/run/docker.sock': statLine('/run/docker.sock', '660'),
      },
      because: [
        '/usr/lib/systemd/system/docker.socket: none in the loaded rules',
        '/usr/lib/systemd/system/docker.socket after a reboot: none in the rules of /etc/audit',
      ],
    },
  ],
});
