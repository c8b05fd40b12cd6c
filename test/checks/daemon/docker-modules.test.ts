import authorization from '../../../checks/daemon/authorization-plugin.ts';
import pending from '../../../checks/daemon/config-pending.ts';
import runtime from '../../../checks/daemon/default-runtime.ts';
import ulimits from '../../../checks/daemon/default-ulimits.ts';
import basesize from '../../../checks/daemon/devicemapper-basesize.ts';
import iptables from '../../../checks/daemon/iptables.ts';
import validity from '../../../checks/daemon/json-validity.ts';
import liveRestore from '../../../checks/daemon/live-restore.ts';
import logDriver from '../../../checks/daemon/log-driver.ts';
import storage from '../../../checks/daemon/storage-driver.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import {
  DEBIAN_UNIT,
  IDLE,
  JSON_PATH,
  processes,
  runningDocker,
  statLine,
  stoppedDocker,
  UNIT_PATH,
} from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const FILE = 'set by /etc/docker/daemon.json';
const none = [{ name: 'no Docker', given: IDLE }];
const broken = [{ name: 'broken daemon.json', given: { ...runningDocker({}), [JSON_PATH]: '{' } }];

testCheck(iptables, {
  pass: [
    { name: 'nothing set', given: runningDocker({}) },
    {
      name: 'managed elsewhere',
      given: runningDocker({ iptables: false }),
      params: { managedFirewall: true },
    },
  ],
  fail: [
    {
      name: 'both off',
      given: runningDocker({ iptables: false, ip6tables: false }),
      because: [`iptables: false, ${FILE}`, `ip6tables: false, ${FILE}`],
    },
  ],
  notApplicable: none,
  unknown: broken,
});

const SWARM = '/var/lib/docker/swarm/docker-state.json';

testCheck(liveRestore, {
  pass: [{ name: 'on', given: runningDocker({ 'live-restore': true }) }],
  fail: [
    { name: 'not set', given: runningDocker({}), because: ['live-restore: false, the default'] },
    {
      name: 'switched off',
      given: stoppedDocker({ 'live-restore': false }),
      because: [`live-restore: false, ${FILE}`],
    },
  ],
  notApplicable: [
    ...none,
    {
      name: 'in a swarm',
      given: { ...runningDocker({}), [`stat:${SWARM}`]: statLine(SWARM, '600') },
    },
  ],
  manual: [{ name: 'data elsewhere', given: runningDocker({ 'data-root': '/srv/docker' }) }],
  unknown: [
    ...broken,
    {
      name: 'may not look for a swarm',
      given: { ...runningDocker({ 'live-restore': true }), [`stat:${SWARM}`]: DENIED },
    },
  ],
});

testCheck(logDriver, {
  pass: [
    { name: 'journald', given: runningDocker({ 'log-driver': 'journald' }) },
    {
      name: 'an agent ships json-file',
      given: runningDocker({}),
      params: { drivers: ['json-file'] },
    },
  ],
  fail: [
    { name: 'not set', given: runningDocker({}), because: ['log-driver: json-file, the default'] },
    {
      name: 'none',
      given: runningDocker({ 'log-driver': 'none' }),
      because: [`log-driver: none, ${FILE}`],
    },
  ],
  notApplicable: none,
  unknown: broken,
});

testCheck(runtime, {
  pass: [
    { name: 'runc', given: runningDocker({}) },
    {
      name: 'gVisor',
      given: runningDocker({
        'default-runtime': 'runsc',
        runtimes: { runsc: { path: '/usr/bin/runsc' } },
      }),
    },
    { name: 'a shim', given: runningDocker({ 'default-runtime': 'io.containerd.runsc.v1' }) },
    {
      name: 'named by the profile',
      given: {
        'processes:': processes({
          name: 'dockerd',
          args: ['dockerd', '--default-runtime=nvidia', '--add-runtime=nvidia=/usr/bin/nvidia'],
        }),
      },
      params: { runtimes: ['nvidia'] },
    },
  ],
  fail: [
    {
      name: 'one that is not defined',
      given: runningDocker({ 'default-runtime': 'kata' }),
      because: ['default-runtime kata: not among `runtimes`: dockerd does not start'],
    },
  ],
  notApplicable: none,
  manual: [
    {
      name: 'nvidia',
      given: runningDocker({
        'default-runtime': 'nvidia',
        runtimes: { nvidia: { path: '/usr/bin/nvidia-container-runtime', runtimeArgs: [] } },
      }),
    },
  ],
  unknown: broken,
});

const CONTAINERD = 'text:/usr/lib/systemd/system/containerd.service';

testCheck(ulimits, {
  pass: [
    {
      name: 'set',
      given: runningDocker({
        'default-ulimits': { nofile: { Name: 'nofile', Hard: 64000, Soft: 64000 } },
      }),
    },
    {
      name: 'as a flag',
      given: {
        'processes:': processes({
          name: 'dockerd',
          args: ['dockerd', '--default-ulimit', 'nofile=1024:2048'],
        }),
      },
    },
    {
      name: 'by the unit of Debian',
      given: { ...runningDocker({}), [UNIT_PATH]: DEBIAN_UNIT.replace(' $DOCKER_OPTS', '') },
    },
  ],
  fail: [
    {
      name: 'no limit, on purpose',
      given: runningDocker({
        'default-ulimits': { nofile: { Name: 'nofile', Hard: -1, Soft: -1 } },
      }),
      because: ['default-ulimits nofile: unlimited'],
    },
  ],
  notApplicable: none,
  manual: [
    { name: 'infinity', given: runningDocker({}) },
    {
      name: 'containerd starts the containers',
      given: {
        ...runningDocker({}),
        [UNIT_PATH]: DEBIAN_UNIT.replace(' $DOCKER_OPTS', ''),
        [CONTAINERD]: '[Service]\nLimitNOFILE=infinity\n',
      },
    },
  ],
  unknown: broken,
});

const mapped = (...options: readonly string[]): Given =>
  runningDocker({ 'storage-driver': 'devicemapper', 'storage-opts': options });

testCheck(basesize, {
  pass: [
    { name: 'not set', given: mapped('dm.fs=xfs') },
    { name: 'as chosen', given: mapped('dm.basesize=10G'), params: { size: '10G' } },
  ],
  fail: [
    {
      name: 'another',
      given: mapped('dm.basesize=50G'),
      params: { size: '10G' },
      because: ['dm.basesize: 50G'],
    },
  ],
  notApplicable: [
    ...none,
    { name: 'overlay2', given: runningDocker({ 'storage-opts': ['dm.basesize=9G'] }) },
  ],
  manual: [{ name: 'set', given: mapped('dm.basesize=50G') }],
  unknown: broken,
});

const image = (...drivers: readonly string[]): Given => ({
  'stat:/var/lib/docker/image/*': drivers
    .map((name) => statLine(`/var/lib/docker/image/${name}`, '700', '0:0', 'directory'))
    .join(''),
});

testCheck(storage, {
  pass: [
    { name: 'chosen by dockerd', given: { ...runningDocker({}), ...image('overlay2') } },
    { name: 'no images yet', given: runningDocker({}) },
    {
      name: 'old data of aufs beside',
      given: { ...runningDocker({}), ...image('aufs', 'overlay2') },
    },
    { name: 'set', given: runningDocker({ 'storage-driver': 'btrfs' }) },
  ],
  fail: [
    {
      name: 'set',
      given: runningDocker({ 'storage-driver': 'devicemapper' }),
      because: [`storage-driver: devicemapper, ${FILE}`],
    },
    {
      name: 'kept by dockerd since its images are there',
      given: { ...runningDocker({}), ...image('aufs') },
      because: ['storage-driver: aufs, by the images in /var/lib/docker'],
    },
  ],
  notApplicable: none,
  manual: [{ name: 'data elsewhere', given: runningDocker({ 'data-root': '/srv/docker' }) }],
  unknown: broken,
});

const passwd = 'root:x:0:0::/root:/bin/sh\nada:x:1000:1000::/home/ada:/bin/bash\n';
const group = (...members: readonly string[]): Given => ({
  'text:/etc/group': `root:x:0:\ndocker:x:111:${members.join(',')}\n`,
  'text:/etc/passwd': passwd,
  'stat:/run/docker.sock': statLine('/run/docker.sock', '660', '0:111', 'socket'),
});

testCheck(authorization, {
  pass: [
    {
      name: 'set',
      given: { ...runningDocker({ 'authorization-plugins': ['opa'] }), ...group('ada') },
    },
  ],
  fail: [
    {
      name: 'a group of people',
      given: { ...runningDocker({}), ...group('ada') },
      because: ['authorization-plugins: none, the default'],
    },
    {
      name: 'TCP',
      given: {
        ...group(),
        'processes:': processes({
          name: 'dockerd',
          args: ['dockerd', '-H', 'tcp://10.0.0.5:2376', '--tlsverify'],
        }),
      },
      because: ['authorization-plugins: none, the default'],
    },
  ],
  notApplicable: [...none, { name: 'root alone', given: { ...runningDocker({}), ...group() } }],
  unknown: [{ name: 'no groups', given: { ...runningDocker({}), 'text:/etc/group': DENIED } }],
});

testCheck(validity, {
  pass: [
    {
      name: 'known settings',
      given: runningDocker({ icc: false, proxies: { 'http-proxy': 'http://p' }, runtimes: {} }),
    },
    { name: 'no file', given: { 'processes:': processes({ name: 'dockerd', args: ['dockerd'] }) } },
    { name: 'empty', given: { ...runningDocker({}), [JSON_PATH]: '' } },
    {
      name: 'a byte order mark',
      given: { ...runningDocker({}), [JSON_PATH]: '\uFEFF{"icc": false}' },
    },
    {
      name: 'runtimes may stand in both',
      given: runningDocker({ runtimes: { a: { path: '/a' } } }, '--add-runtime', 'b=/b'),
    },
  ],
  fail: [
    {
      name: 'not JSON',
      given: { ...runningDocker({}), [JSON_PATH]: '{"icc": false,}' },
      because: ['/etc/docker/daemon.json: not a JSON object'],
    },
    {
      name: 'a wrong type',
      given: { ...runningDocker({}), [JSON_PATH]: '{"icc": "false"}' },
      because: ['/etc/docker/daemon.json: icc: Invalid input: expected boolean, received string'],
    },
    {
      name: 'hosts in both, the usual mistake',
      given: runningDocker({ hosts: ['fd://'], 'insecure-registries': [] }),
      because: [
        '/etc/docker/daemon.json hosts: also a flag of dockerd, which does not start with both',
      ],
    },
    {
      name: 'what dockerd lost',
      given: runningDocker({ 'disable-legacy-registry': true, graph: '/x' }),
      because: [
        '/etc/docker/daemon.json disable-legacy-registry: removed from dockerd, which does not start with it',
        '/etc/docker/daemon.json graph: removed from dockerd, which does not start with it',
      ],
    },
  ],
  notApplicable: none,
  manual: [
    { name: 'a setting that nobody knows', given: runningDocker({ iccc: false }) },
    {
      name: 'a variable of the unit that nobody reads',
      given: {
        ...stoppedDocker({ icc: false }),
        [UNIT_PATH]: DEBIAN_UNIT,
        'stat:/etc/default/docker': statLine('/etc/default/docker', '644'),
      },
    },
  ],
  unknown: [{ name: 'may not be read', given: { ...runningDocker({}), [JSON_PATH]: DENIED } }],
});

const START = 1_790_000_000;
const running: Given = {
  'processes:': processes({ name: 'dockerd', args: ['dockerd'] }),
  'text:/run/docker.pid': '812\n',
  'stat:/run/docker.pid': statLine('/run/docker.pid', '644', '0:0', 'regular file', START),
};
const changed = (path: string, at: number): Given => ({
  [`stat:${path}`]: statLine(path, '644', '0:0', 'regular file', at),
});

testCheck(pending, {
  pass: [
    { name: 'older', given: { ...running, ...changed('/etc/docker/daemon.json', START - 60) } },
    { name: 'no files', given: running },
  ],
  fail: [
    {
      name: 'both newer',
      given: {
        ...running,
        ...changed('/etc/docker/daemon.json', START + 1),
        ...changed('/usr/lib/systemd/system/docker.service', START + 9),
      },
      because: [
        '/etc/docker/daemon.json: changed since',
        '/usr/lib/systemd/system/docker.service: changed since',
      ],
    },
  ],
  notApplicable: [{ name: 'stopped', given: IDLE }],
  unknown: [
    { name: 'a pid file of another process', given: { ...running, 'text:/run/docker.pid': '5\n' } },
    {
      name: 'no pid file',
      given: { 'processes:': processes({ name: 'dockerd', args: ['dockerd'] }) },
    },
  ],
});
