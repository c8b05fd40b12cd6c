import { expect, it } from 'vitest';
import booleans from '../../../checks/mac/selinux-booleans.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';
import { ENFORCE, ROOT, SELF, USER } from './hosts.ts';

const NAMES = [
  'container_can_execstack',
  'container_connect_any',
  'container_manage_cgroup',
  'container_modify_selinux_labels',
  'container_read_certs',
  'container_use_devices',
  'container_use_ecryptfs',
  'sshd_launch_containers',
  'user_t_run_containers',
];
const STORED = 'text:/var/lib/selinux/*/active/booleans.local';
const PATH = '/var/lib/selinux/targeted/active/booleans.local';

for (const name of NAMES) {
  const check = booleans.find(({ id }) => id === `mac.selinux-boolean-${name}`);
  if (check === undefined) throw new Error(`no check for ${name}`);
  const live = `text:/sys/fs/selinux/booleans/${name}`;
  const on = { [ENFORCE]: '1\n', [SELF]: ROOT };
  testCheck(check, {
    pass: [
      { name: 'off, and nothing stored', given: { ...on, [live]: '0 0\n' } },
      {
        name: 'off, now and later',
        given: { ...on, [live]: '0 0\n', [STORED]: `${PATH}:# x\n${PATH}:${name}=0\n` },
      },
    ],
    fail: [
      { name: 'on', given: { ...on, [live]: '1 1\n' }, because: [`${name}: on`] },
      {
        name: 'about to be on',
        given: { ...on, [live]: '0 1\n' },
        because: [`${name} once committed: on`],
      },
      {
        name: 'on after a reboot',
        given: { ...on, [live]: '0 0\n', [STORED]: `${PATH}:${name}=1\n` },
        because: [`${name} after a reboot: on`],
      },
    ],
    notApplicable: [
      { name: 'SELinux is off', given: { [live]: '1 1\n' } },
      { name: 'no such boolean', given: on },
    ],
    unknown: [
      { name: 'not root', given: { [ENFORCE]: '1\n', [SELF]: USER, [live]: '0 0\n' } },
      { name: 'not to be read', given: { ...on, [live]: DENIED } },
      { name: 'garbled', given: { ...on, [live]: '2\n' } },
    ],
  });
}

it('has a test for every boolean', () => {
  expect(booleans.map(({ id }) => id).sort()).toEqual(
    NAMES.map((name) => `mac.selinux-boolean-${name}`),
  );
});
