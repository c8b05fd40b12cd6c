import crashes from '../../../checks/services/crash-reporters.ts';
import files from '../../../checks/services/files.ts';
import leftovers from '../../../checks/services/leftovers.ts';
import listeners from '../../../checks/services/listeners.ts';
import units from '../../../checks/services/runtime-units.ts';
import { NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';
import {
  COMMANDS,
  IDLE,
  LOOPBACK,
  link,
  OWN,
  PROCESSES,
  ps,
  TCP,
  tcp,
  UDP,
  udp,
  WANTS,
  WILDCARD,
  wants,
} from './hosts.ts';

const PATTERN = 'text:/proc/sys/kernel/core_pattern';
const PLAIN = { ...IDLE, [PATTERN]: 'core\n' };
const APPORT = { [WANTS]: wants('multi-user', 'apport.service') };

testCheck(crashes, {
  pass: [
    { name: 'none', given: PLAIN },
    {
      name: 'apport that its file switches off',
      given: { ...PLAIN, ...APPORT, 'text:/etc/default/apport': '# x\nenabled=0\n' },
    },
    {
      name: 'systemd-coredump keeps dumps and sends nothing',
      given: { ...IDLE, [PATTERN]: '|/usr/lib/systemd/systemd-coredump %P %u\n' },
    },
    {
      name: 'an image',
      given: { [COMMANDS]: NOT_BOOTED, [PROCESSES]: NOT_BOOTED, [PATTERN]: NOT_BOOTED },
    },
  ],
  fail: [
    {
      name: 'apport',
      given: {
        ...IDLE,
        ...APPORT,
        [PATTERN]: '|/usr/share/apport/apport -p%p -s%s\n',
        'text:/etc/default/apport': 'enabled=1\n',
      },
      because: [
        'kernel.core_pattern: |/usr/share/apport/apport -p%p -s%s',
        'apport.service at boot: started by /etc/systemd/system/multi-user.target.wants/apport.service',
      ],
    },
    {
      name: 'abrt',
      given: { ...PLAIN, [COMMANDS]: ps('abrtd') },
      because: ['abrtd: running'],
    },
  ],
});

testCheck(listeners, {
  pass: [
    { name: 'loopback', given: { [TCP]: tcp([LOOPBACK, 25]), [UDP]: udp([LOOPBACK, 323]) } },
    {
      name: 'approved, and a question to DNS',
      given: { [TCP]: tcp([WILDCARD, 22]), [UDP]: udp([WILDCARD, 40_000]) },
      params: { approved: ['tcp/22'] },
    },
  ],
  fail: [
    {
      name: 'more',
      given: {
        [TCP]: tcp([WILDCARD, 22], ['0100000A', 8080]),
        'text:/proc/net/tcp6': tcp(['0'.repeat(32), 8080]),
        [UDP]: udp([WILDCARD, 161]),
      },
      params: { approved: ['tcp/22'] },
      because: ['tcp/8080: open on 10.0.0.1, ::', 'udp/161: open on 0.0.0.0'],
    },
  ],
  manual: [{ name: 'no list', given: { [TCP]: tcp([WILDCARD, 22]) } }],
});

const DOCKER = 'text:/usr/lib/systemd/system/docker.service';
const OWN_DOCKER = 'text:/etc/systemd/system/docker.service';
const CONTAINERD = 'text:/usr/lib/systemd/system/containerd.service';
/** Of docker-ce 28 and containerd.io 1.7, as far as it matters here. */
const STOCK = `[Service]
Type=notify
Restart=always
Delegate=yes
KillMode=process
OOMScoreAdjust=-500
`;

testCheck(units, {
  pass: [
    { name: 'as they come', given: { [DOCKER]: STOCK, [CONTAINERD]: STOCK } },
    {
      name: 'controllers by name',
      given: { [CONTAINERD]: STOCK.replace('yes', 'cpu memory pids') },
    },
  ],
  fail: [
    {
      name: 'a copy of one’s own',
      given: {
        [OWN_DOCKER]: '[Service]\nExecStart=/usr/bin/dockerd\nOOMScoreAdjust=500\n',
        [DOCKER]: STOCK,
      },
      because: [
        'docker.service Delegate: not set',
        'docker.service KillMode: control-group, the default',
        'docker.service Restart: no, the default',
        'docker.service OOMScoreAdjust: 500',
      ],
    },
  ],
  notApplicable: [{ name: 'none', given: {} }],
});

const LOG = '/var/log/cloud-init-output.log';
const DATA = '/var/lib/cloud/instances/i-1/user-data.txt';

testCheck(checkIn(files, 'services.cloud-init'), {
  pass: [
    {
      name: 'Ubuntu',
      given: {
        [`stat:${LOG}`]: statLine(LOG, { mode: '640', type: 'regular file' }),
        'stat:/var/lib/cloud/instances/*/user-data.txt': statLine(DATA, {
          mode: '600',
          type: 'regular file',
        }),
      },
    },
  ],
  fail: [
    {
      name: 'open',
      given: {
        [`stat:${LOG}`]: statLine(LOG, { mode: '644', type: 'regular file' }),
        'stat:/var/lib/cloud/instances/*/user-data.txt': statLine(DATA, {
          mode: '644',
          type: 'regular file',
        }),
      },
      because: [`${DATA} mode: 0644`, `${LOG} mode: 0644`],
    },
  ],
  notApplicable: [{ name: 'no cloud-init', given: {} }],
});

const PRELINK = '/usr/sbin/prelink';

testCheck(checkIn(leftovers, 'services.package-prelink'), {
  pass: [{ name: 'none', given: {} }],
  fail: [
    {
      name: 'installed',
      given: { [`stat:${PRELINK}`]: statLine(PRELINK, { type: 'regular file' }) },
      because: [`${PRELINK}: installed`],
    },
  ],
});

const TMPFILES = {
  'stat:/usr/lib/systemd/system/systemd-tmpfiles-clean.timer': link(
    '/usr/lib/systemd/system/systemd-tmpfiles-clean.timer',
  ),
};

testCheck(checkIn(leftovers, 'services.tmp-cleaning'), {
  pass: [
    {
      name: 'as it comes',
      given: { ...TMPFILES, [OWN]: link('/etc/systemd/system/sshd.service') },
    },
  ],
  fail: [
    {
      name: 'masked',
      given: {
        ...TMPFILES,
        [OWN]: link('/etc/systemd/system/systemd-tmpfiles-clean.timer', 'character special file'),
      },
      because: ['systemd-tmpfiles-clean.timer: masked'],
    },
  ],
  notApplicable: [{ name: 'no systemd', given: {} }],
});
