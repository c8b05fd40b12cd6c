import check from '../../../checks/kernel/nested-container-view.ts';
import { RELEASE, statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const MAP = 'text:/proc/self/uid_map';
const SECOND = 'text:/proc/2/comm';
const DOCKER = { 'stat:/.dockerenv': statLine('/.dockerenv', { type: 'regular empty file' }) };
const host = {
  [RELEASE]: '6.1.0-28-amd64\n',
  [MAP]: '         0          0 4294967295\n',
  [SECOND]: 'kthreadd\n',
};

testCheck(check, {
  pass: [
    { name: 'a host', given: host },
    {
      name: 'a host that hides processes',
      given: { [RELEASE]: host[RELEASE], [MAP]: host[MAP] },
    },
  ],
  fail: [
    {
      name: 'Docker',
      given: { ...host, ...DOCKER, [SECOND]: 'sh\n' },
      because: ['/.dockerenv: present'],
    },
    {
      name: 'an unprivileged container of LXC',
      given: {
        ...host,
        [MAP]: '         0     100000      65536\n',
        [SECOND]: 'systemd-journal\n',
        'text:/run/systemd/container': 'lxc',
      },
      because: ['/run/systemd/container: lxc', 'user namespace: 0 100000 65536'],
    },
  ],
  manual: [{ name: 'a micro virtual machine made from an image', given: { ...host, ...DOCKER } }],
});
