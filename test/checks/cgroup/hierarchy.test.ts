import hierarchy from '../../../checks/cgroup/hierarchy.ts';
import { type Cases, DENIED, NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { HYBRID, LEGACY, MOUNTS, UNIFIED } from './hosts.ts';

const check = (id: string, cases: Cases<undefined>): void =>
  testCheck(checkIn(hierarchy, `cgroup.${id}`), cases);

const NET_CLS =
  '80 24 0:60 / /sys/fs/cgroup/net_cls rw,relatime - cgroup net_cls rw,net_cls\n81 24 0:61 / /sys/fs/cgroup/systemd rw - cgroup none rw,name=systemd\n';
const unknown = [
  { name: 'not to be read', given: { [MOUNTS]: DENIED } },
  { name: 'an image', given: { [MOUNTS]: NOT_BOOTED } },
];

check('hierarchy-unified', {
  pass: [
    { name: 'Debian 12', given: { [MOUNTS]: UNIFIED } },
    { name: 'a controller mounted at the side', given: { [MOUNTS]: UNIFIED + NET_CLS } },
  ],
  fail: [
    {
      name: 'RHEL 8',
      given: { [MOUNTS]: LEGACY },
      because: ['/sys/fs/cgroup: version 1 for memory, cpu, cpuacct, pids'],
    },
    {
      name: 'Ubuntu 20.04',
      given: { [MOUNTS]: HYBRID },
      because: [
        '/sys/fs/cgroup: version 1 for memory, cpu, cpuacct, pids, version 2 at /sys/fs/cgroup/unified',
      ],
    },
    {
      name: 'nothing mounted',
      given: { [MOUNTS]: UNIFIED.split('\n').slice(0, 1).join() },
      because: ['/sys/fs/cgroup: no control groups mounted'],
    },
  ],
  unknown,
});

check('v1-mounts', {
  pass: [{ name: 'Debian 12', given: { [MOUNTS]: UNIFIED } }],
  fail: [
    {
      name: 'a split-tunnel client',
      given: { [MOUNTS]: UNIFIED + NET_CLS },
      because: ['/sys/fs/cgroup/net_cls: net_cls'],
    },
  ],
  notApplicable: [{ name: 'version 1', given: { [MOUNTS]: LEGACY } }],
  unknown,
});

check('mount-nsdelegate', {
  pass: [
    { name: 'Debian 12', given: { [MOUNTS]: UNIFIED } },
    { name: 'Ubuntu 20.04', given: { [MOUNTS]: HYBRID } },
  ],
  fail: [
    {
      name: 'mounted by hand',
      given: { [MOUNTS]: UNIFIED.replace('rw,nsdelegate,memory_recursiveprot', 'rw') },
      because: ['/sys/fs/cgroup: rw'],
    },
  ],
  notApplicable: [{ name: 'RHEL 8', given: { [MOUNTS]: LEGACY } }],
  unknown,
});

const RELEASE = 'text:/proc/sys/kernel/osrelease';
check('mount-memory-recursiveprot', {
  pass: [{ name: 'Debian 12', given: { [MOUNTS]: UNIFIED, [RELEASE]: '6.1.0-28-amd64\n' } }],
  fail: [
    {
      name: 'an older systemd',
      given: {
        [MOUNTS]: UNIFIED.replace(',memory_recursiveprot', ''),
        [RELEASE]: '5.14.0-427.el9.x86_64\n',
      },
      because: ['/sys/fs/cgroup: rw,nsdelegate'],
    },
  ],
  notApplicable: [
    { name: 'RHEL 8', given: { [MOUNTS]: LEGACY, [RELEASE]: '4.18.0-553.el8.x86_64\n' } },
    { name: 'an older kernel', given: { [MOUNTS]: HYBRID, [RELEASE]: '5.4.0-200-generic\n' } },
  ],
  unknown: [{ name: 'an unknown kernel', given: { [MOUNTS]: UNIFIED, [RELEASE]: DENIED } }],
});
