import files from '../../../checks/ssh/files.ts';
import { testCheck } from '../../support/test-check.ts';

const line = (path: string, mode: string, owner = '0|0|root|root') =>
  `${mode}|${owner}|regular file|10|1700000000|${path}\n`;
const named = (id: string) => {
  const check = files.find((one) => one.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  return check;
};
const KEYS = 'stat:/etc/ssh/ssh_host_*_key';
const KEY = '/etc/ssh/ssh_host_rsa_key';

testCheck(named('ssh.host-key-modes'), {
  pass: [
    { name: 'Debian', given: { [KEYS]: line(KEY, '600') } },
    { name: 'RHEL 9', given: { [KEYS]: line(KEY, '640', '0|999|root|ssh_keys') } },
  ],
  fail: [
    { name: 'open', given: { [KEYS]: line(KEY, '644') }, because: [`${KEY} mode: 0644`] },
    {
      name: 'another group reads',
      given: { [KEYS]: line(KEY, '640', '0|100|root|users') },
      because: [`${KEY} group: users (100)`],
    },
  ],
  notApplicable: [{ name: 'no keys', given: {} }],
});

testCheck(named('ssh.public-host-key-modes'), {
  pass: [
    {
      name: 'usual',
      given: { 'stat:/etc/ssh/ssh_host_*_key.pub': line(`${KEY}.pub`, '644') },
    },
  ],
  fail: [
    {
      name: 'writable',
      given: { 'stat:/etc/ssh/ssh_host_*_key.pub': line(`${KEY}.pub`, '664') },
      because: [`${KEY}.pub mode: 0664`],
    },
  ],
});

testCheck(named('ssh.configuration-modes'), {
  pass: [
    {
      name: 'usual',
      given: { 'stat:/etc/ssh/sshd_config': line('/etc/ssh/sshd_config', '644') },
    },
  ],
  fail: [
    {
      name: 'of somebody',
      given: { 'stat:/etc/ssh/sshd_config': line('/etc/ssh/sshd_config', '644', '7|7|lp|lp') },
      because: ['/etc/ssh/sshd_config owner: lp (7)', '/etc/ssh/sshd_config group: lp (7)'],
    },
  ],
});
