import others from '../../../checks/daemon/engine-groups.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const PASSWD = `root:x:0:0:root:/root:/bin/bash
ci:x:998:998::/var/lib/ci:/usr/sbin/nologin
ada:x:1000:1000:Ada:/home/ada:/bin/bash
bob:x:1001:111:Bob:/home/bob:/bin/bash
+::::::
`;
const host = (
  groups: string,
  passwd = PASSWD.replace('bob:x:1001:111', 'bob:x:1001:1001'),
): Given => ({
  'text:/etc/passwd': passwd,
  'text:/etc/group': groups,
});

const CONTAINERD = 'stat:/run/containerd/containerd.sock';

testCheck(others, {
  pass: [
    { name: 'the empty group that snap lxd leaves behind', given: host('lxd:x:110:\n') },
    { name: 'named', given: host('lxd:x:110:ada\n'), params: { allowed: ['ada'] } },
  ],
  fail: [
    {
      name: 'the first user of an Ubuntu',
      given: host('lxd:x:110:ada\nincus-admin:x:112:bob\n'),
      because: [
        'ada in group lxd: a member, and so can open the LXD socket',
        'bob in group incus-admin: a member, and so can open the Incus socket',
      ],
    },
    {
      name: 'containerd’s socket given away',
      given: {
        ...host('ctr:x:111:ci\n'),
        [CONTAINERD]: statLine('/run/containerd/containerd.sock', '660', '0:111', 'socket'),
      },
      because: ['ci in group ctr: a member, and so can open /run/containerd/containerd.sock'],
    },
  ],
  notApplicable: [
    { name: 'no such group', given: host('docker:x:111:ada\n') },
    {
      name: 'a group that cannot write',
      given: {
        ...host('ctr:x:111:ci\n'),
        [CONTAINERD]: statLine('/run/containerd/containerd.sock', '600', '0:111', 'socket'),
      },
    },
  ],
  unknown: [{ name: 'no /etc/passwd', given: { 'text:/etc/group': 'lxd:x:1:\n' } }],
});
