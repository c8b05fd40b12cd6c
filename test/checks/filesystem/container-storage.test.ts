import storage from '../../../checks/filesystem/container-storage.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';

const folder = (path: string): Given => ({
  [`stat:${path}`]: `710|0|0|root|root|directory|4096|1700000000|${path}\n`,
});
const DOCKER = folder('/var/lib/docker');
const mounted = (...more: readonly string[]): Given => ({
  'text:/proc/self/mountinfo': [
    '25 1 254:0 / / rw - ext4 /dev/vda1 rw',
    ...more.map((each, i) => `${40 + i} 25 ${each}`),
    '',
  ].join('\n'),
  'processes:': '/proc/1/status:Name:\tsystemd\n/proc/1/status:Uid:\t0\t0\t0\t0\n',
});
const OWN = '254:16 / /var/lib/docker rw,nosuid,nodev - ext4 /dev/vdb rw';

testCheck(checkIn(storage, 'filesystem.container-storage-partition'), {
  pass: [
    { name: 'a volume', given: { ...DOCKER, ...mounted(OWN) } },
    { name: 'below /var', given: { ...DOCKER, ...mounted('254:16 / /var rw - xfs /dev/vdb rw') } },
  ],
  fail: [
    {
      name: 'on the root, and on a subvolume of it',
      given: {
        ...DOCKER,
        ...folder('/var/lib/containerd'),
        ...mounted('254:0 /c /var/lib/containerd rw - ext4 /dev/vda1 rw'),
      },
      because: [
        '/var/lib/docker: on the root file system',
        '/var/lib/containerd: /var/lib/containerd is part of the root file system',
      ],
    },
    {
      name: 'moved, and on the root',
      given: {
        ...mounted(),
        'text:/etc/docker/daemon.json': '{"data-root": "/srv/d"}\n',
        'stat:/usr/bin/dockerd': '755|0|0|root|root|regular file|9|1700000000|/usr/bin/dockerd\n',
      },
      because: ['/srv/d: on the root file system'],
    },
  ],
  notApplicable: [{ name: 'no engine', given: mounted() }],
});

testCheck(checkIn(storage, 'filesystem.container-storage-options'), {
  pass: [{ name: 'both', given: { ...DOCKER, ...mounted(OWN) } }],
  fail: [
    {
      name: 'one',
      given: { ...DOCKER, ...mounted(OWN.replace(',nodev', '')) },
      because: ['/var/lib/docker: without nodev'],
    },
  ],
  notApplicable: [{ name: 'on the root', given: { ...DOCKER, ...mounted() } }],
});

testCheck(checkIn(storage, 'filesystem.container-storage-driver-filesystem'), {
  pass: [{ name: 'ext4', given: { ...DOCKER, ...mounted() } }],
  fail: [
    {
      name: 'NFS',
      given: { ...DOCKER, ...mounted('0:50 / /var/lib/docker rw - nfs4 nas:/d rw') },
      because: ['/var/lib/docker: nfs4'],
    },
  ],
  notApplicable: [{ name: 'no engine', given: mounted() }],
});
