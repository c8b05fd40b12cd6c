import { describe, expect, it } from 'vitest';
import table from '../../../checks/daemon/docker-settings.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import {
  DEBIAN_UNIT,
  DOCKERD_PROGRAM,
  FEDORA_UNIT,
  IDLE,
  JSON_PATH,
  processes,
  RHEL_UNIT,
  runningDocker,
  stoppedDocker,
  UNIT_PATH,
} from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';
import { type DockerSettingSample, testDockerSetting } from './docker-setting-cases.ts';

const FILE = 'set by /etc/docker/daemon.json';
const FLAG = 'set by a flag of dockerd';

const samples: Readonly<Record<string, DockerSettingSample>> = {
  'daemon.icc': {
    good: { icc: false },
    bad: {},
    because: 'icc: true, the default',
    flags: ['--icc'],
    flagged: `icc: true, ${FLAG}`,
    outOfPlace: { bridge: 'none' },
  },
  'daemon.log-level': {
    good: { 'log-level': 'info' },
    bad: { 'log-level': 'warn' },
    because: `log-level: warn, ${FILE}`,
    flags: ['-l', 'error'],
    flagged: `log-level: error, ${FLAG}`,
  },
  'daemon.debug-endpoints': {
    good: { debug: false },
    bad: { debug: true },
    because: `debug: true, ${FILE}`,
    flags: ['-D'],
    flagged: `debug: true, ${FLAG}`,
  },
  'daemon.insecure-registries': {
    good: { 'insecure-registries': ['127.0.0.0/8', 'localhost:5000', '[::1]:5000', '::1/128'] },
    bad: { 'insecure-registries': ['localhost:5000', 'registry.example:5000', '127.0.0.0/7'] },
    because:
      'insecure-registries registry.example:5000: listed\ninsecure-registries 127.0.0.0/7: listed',
    flags: ['--insecure-registry=10.0.0.0/8', '--insecure-registry', '127.0.0.1:5000'],
    flagged: 'insecure-registries 10.0.0.0/8: listed',
  },
  'daemon.registry-mirrors': {
    good: { 'registry-mirrors': ['https://mirror.example', 'http://127.0.0.1:5000'] },
    bad: { 'registry-mirrors': ['http://mirror.example'] },
    because: 'registry-mirrors http://mirror.example: listed',
    flags: ['--registry-mirror', 'http://mirror.example'],
    flagged: 'registry-mirrors http://mirror.example: listed',
  },
  'daemon.no-new-privileges': {
    good: { 'no-new-privileges': true },
    bad: {},
    because: 'no-new-privileges: false, the default',
    flags: ['--no-new-privileges=false'],
    flagged: `no-new-privileges: false, ${FLAG}`,
  },
  'daemon.userland-proxy': {
    good: { 'userland-proxy': false },
    bad: { 'userland-proxy': true },
    because: `userland-proxy: true, ${FILE}`,
    flags: ['--userland-proxy=1'],
    flagged: `userland-proxy: true, ${FLAG}`,
  },
  'daemon.experimental': {
    good: {},
    bad: { experimental: true },
    because: `experimental: true, ${FILE}`,
    flags: ['--experimental'],
    flagged: `experimental: true, ${FLAG}`,
  },
  'daemon.default-bind-address': {
    good: { ip: '127.0.0.1' },
    bad: { ip: '::' },
    because: `ip: ::, ${FILE}`,
    flags: ['--ip', '0.0.0.0'],
    flagged: `ip: 0.0.0.0, ${FLAG}`,
    outOfPlace: { bridge: 'none' },
  },
  'daemon.default-ipc-mode': {
    good: {},
    bad: { 'default-ipc-mode': 'shareable' },
    because: `default-ipc-mode: shareable, ${FILE}`,
    flags: ['--default-ipc-mode=shareable'],
    flagged: `default-ipc-mode: shareable, ${FLAG}`,
  },
  'daemon.direct-routing': {
    good: {},
    bad: { 'allow-direct-routing': true },
    because: `allow-direct-routing: true, ${FILE}`,
    flags: ['--allow-direct-routing'],
    flagged: `allow-direct-routing: true, ${FLAG}`,
  },
  'daemon.ip-forward-no-drop': {
    good: {},
    bad: { 'ip-forward-no-drop': true },
    because: `ip-forward-no-drop: true, ${FILE}`,
    flags: ['--ip-forward-no-drop'],
    flagged: `ip-forward-no-drop: true, ${FLAG}`,
    outOfPlace: { 'ip-forward': false, 'ip-forward-no-drop': true },
  },
  'daemon.log-rotation': {
    good: { 'log-opts': { 'max-size': '10m', 'max-file': '3' } },
    bad: { 'log-opts': { 'max-size': '-1' } },
    because: `log-opts: {"max-size":"-1"}, ${FILE}`,
    flags: ['--log-opt', 'tag={{.Name}}'],
    flagged: `log-opts: {"tag":"{{.Name}}"}, ${FLAG}`,
    outOfPlace: { 'log-driver': 'journald' },
  },
};

it('has a sample of every check', () => {
  const own = 'daemon.tls-disabled-explicitly';
  expect([...Object.keys(samples), own].sort()).toEqual(table.map(({ id }) => id).sort());
});

describe.each(Object.entries(samples))('%s', (id, sample) => {
  testDockerSetting(checkIn(table, id), sample);
});

describe('what runs and what comes back', () => {
  const icc = checkIn(table, 'daemon.icc');
  testCheck(icc, {
    pass: [
      { name: 'both say the same', given: runningDocker({ icc: false }) },
      {
        name: 'Debian: the flags of the process are enough, the unit’s variable is not',
        given: {
          'processes:': processes({ name: 'dockerd', args: ['/usr/sbin/dockerd', '--icc=false'] }),
          [UNIT_PATH]: DEBIAN_UNIT,
          'text:/etc/default/docker': DENIED,
        },
      },
      {
        name: 'a variable from a file that is not there adds nothing',
        given: { ...stoppedDocker({ icc: false }), [UNIT_PATH]: DEBIAN_UNIT },
      },
      {
        name: 'Debian: the options are commented out',
        given: {
          ...stoppedDocker({ icc: false }),
          [UNIT_PATH]: DEBIAN_UNIT,
          'text:/etc/default/docker': '#DOCKER_OPTS="--dns 8.8.8.8 --icc=true"\n',
        },
      },
      {
        name: 'Fedora: a flag in the options as they come, nothing in the other files',
        given: {
          ...stoppedDocker({}),
          [UNIT_PATH]: FEDORA_UNIT,
          'text:/etc/sysconfig/docker': `# Modify these options
OPTIONS="--selinux-enabled \\
  --log-driver=journald \\
  --icc=false \\
  --default-ulimit nofile=1024:1024 \\
"
`,
          'text:/etc/sysconfig/docker-storage': 'DOCKER_STORAGE_OPTIONS=\n',
        },
      },
      {
        name: 'Debian: a flag in the options',
        given: {
          ...stoppedDocker({}),
          [UNIT_PATH]: DEBIAN_UNIT,
          'text:/etc/default/docker': "DOCKER_OPTS='--dns 8.8.8.8 --icc=false'\n",
        },
      },
      {
        name: 'a drop-in that starts ExecStart anew',
        given: {
          ...IDLE,
          ...DOCKERD_PROGRAM,
          [UNIT_PATH]: `[Service]\nExecStart=/usr/bin/dockerd --icc=true\n`,
          'text:/etc/systemd/system/docker.service.d/*.conf':
            '/etc/systemd/system/docker.service.d/50.conf:[Service]\n/etc/systemd/system/docker.service.d/50.conf:ExecStart=\n/etc/systemd/system/docker.service.d/50.conf:ExecStart=/usr/bin/dockerd \\\n/etc/systemd/system/docker.service.d/50.conf:  # a comment inside\n/etc/systemd/system/docker.service.d/50.conf:  --icc=false\n',
        },
      },
    ],
    fail: [
      {
        name: 'a restart would lose it',
        given: runningDocker({}, '--icc=false'),
        because: ['icc after a restart of dockerd: true, the default'],
      },
      {
        name: 'a restart would mend it',
        given: {
          ...runningDocker({}),
          [UNIT_PATH]: '[Service]\nExecStart=/usr/bin/dockerd --icc=false\n',
        },
        because: ['icc: true, the default'],
      },
      {
        name: 'two daemons',
        given: {
          'processes:': processes(
            { name: 'dockerd', args: ['dockerd', '--icc=false'], pid: 5 },
            { name: 'dockerd', args: ['dockerd', '--data-root', '/srv/b'], pid: 6 },
          ),
        },
        because: ['icc of dockerd with --data-root /srv/b: true, the default'],
      },
      {
        name: 'Environment= of the unit',
        given: {
          ...IDLE,
          ...DOCKERD_PROGRAM,
          [UNIT_PATH]:
            '[Service]\nEnvironment="OPTS=--debug --icc=true"\nExecStart=/usr/bin/dockerd $OPTS\n',
        },
        because: ['icc: true, set by a flag of dockerd'],
      },
      {
        name: 'Debian: the options would change it',
        given: {
          ...runningDocker({}, '--icc=false'),
          [UNIT_PATH]: DEBIAN_UNIT,
          'text:/etc/default/docker': 'DOCKER_OPTS="--log-level=warn \\\n  --icc=true"\n',
        },
        because: ['icc after a restart of dockerd: true, set by a flag of dockerd'],
      },
    ],
    unknown: [
      {
        name: 'RHEL 7: a file of variables that is not collected',
        given: {
          ...stoppedDocker({ icc: false }),
          [UNIT_PATH]: RHEL_UNIT,
          'text:/etc/sysconfig/docker': "OPTIONS='--selinux-enabled --log-driver=journald'\n",
          'text:/etc/sysconfig/docker-storage': 'DOCKER_STORAGE_OPTIONS=\n',
          'text:/etc/sysconfig/docker-network': 'DOCKER_NETWORK_OPTIONS=\n',
        },
      },
      {
        name: 'the whole of a variable that the collector hid',
        given: {
          ...stoppedDocker({ icc: false }),
          [UNIT_PATH]: DEBIAN_UNIT,
          'text:/etc/default/docker': 'DOCKER_OPTS=(hidden)\n',
        },
      },
      {
        name: 'a value that the collector hid',
        given: runningDocker({ icc: false }, '--bridge=(hidden)'),
      },
    ],
  });
});

const starts = (...flags: readonly string[]): Given => ({
  'processes:': processes({ name: 'dockerd', args: ['/usr/bin/dockerd', ...flags] }),
});

testCheck(checkIn(table, 'daemon.tls-disabled-explicitly'), {
  pass: [
    { name: 'verified', given: starts('-H', 'tcp://10.0.0.5:2376', '--tlsverify') },
    { name: 'plain, but nobody silenced the warning', given: starts('-H', ':2375') },
  ],
  fail: [
    {
      name: 'tls off',
      given: starts('-H', 'tcp://10.0.0.5:2375', '--tls=false'),
      because: ['tls: false, set by a flag of dockerd'],
    },
    {
      name: 'tlsverify off',
      given: starts('-H=10.0.0.5:2375', '--tlsverify=false'),
      because: ['tlsverify: false, set by a flag of dockerd'],
    },
    {
      name: 'in daemon.json',
      given: { ...starts(), [JSON_PATH]: '{"hosts": ["tcp://:2375"], "tls": false}' },
      because: ['tls: false, set by /etc/docker/daemon.json'],
    },
  ],
  notApplicable: [
    { name: 'no TCP', given: starts('-H', 'fd://', '--tlsverify=false') },
    { name: 'no Docker', given: IDLE },
  ],
  unknown: [{ name: 'broken daemon.json', given: { ...starts(), [JSON_PATH]: '[]' } }],
});
