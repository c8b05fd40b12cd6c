import type {
  Barrier,
  BarrierName,
  EscapePath,
  IsolatedContainer,
} from '../../src/model/isolation.ts';

const held = (detail: string): Barrier => ({ state: 'holds', detail });
const open = (detail: string): Barrier => ({ state: 'open', detail });
const untold = (detail: string): Barrier => ({ state: 'unknown', detail });

type Barriers = Readonly<Record<BarrierName, Barrier>>;

/** A container as Docker starts it on a host with remapped user ids. */
const CONFINED: Barriers = {
  user: held('Container root is 100000 on the host'),
  pid: held('A process namespace of its own'),
  network: held('A network namespace of its own'),
  mount: held('A mount namespace of its own'),
  ipc: held('An IPC namespace of its own'),
  uts: held('A UTS namespace of its own'),
  cgroup: held('A cgroup namespace of its own'),
  seccomp: held('Seccomp: 2 in /proc/PID/status'),
  mac: held('docker-default (enforce)'),
  capabilities: held('The 14 that Docker gives by default, or fewer'),
  noNewPrivileges: open('NoNewPrivs: 0 in /proc/PID/status'),
  readOnlyRoot: open('/ is mounted rw'),
  limits: held('memory.max and pids.max are numbers'),
  hostMounts: held('No directory of the host but named volumes'),
  devices: held('The default devices only'),
  sockets: held('No daemon’s socket in reach'),
};

const SAME_USER = { user: open('Container root is 0 on the host') };

const PRIVILEGED: Partial<Barriers> = {
  seccomp: open('Seccomp: 0 in /proc/PID/status'),
  mac: open('unconfined'),
  capabilities: open('CapEff: 000001ffffffffff, every capability'),
  devices: open('/dev/sda, /dev/kmsg and 160 more'),
};

const SOCKET_PATH: EscapePath = {
  id: 'docker-socket',
  description:
    'Asks the Docker daemon through the mounted socket for a privileged container, and has the host.',
  barriers: ['sockets'],
};
const PRIVILEGED_PATH: EscapePath = {
  id: 'privileged',
  description: 'Mounts the disk of the host through /dev/sda and writes to /etc.',
  barriers: ['capabilities', 'devices', 'seccomp', 'mac'],
};
const TRACE_PATH: EscapePath = {
  id: 'host-process-trace',
  description: 'Attaches to a root process of the host with ptrace and runs code in it.',
  barriers: ['pid', 'capabilities', 'mac'],
};

interface Fake {
  readonly name: string;
  readonly image: string;
  readonly barriers?: Partial<Barriers>;
  readonly escapePaths?: readonly EscapePath[];
}

const CI_RUNNER: Fake = {
  name: '/ci-runner',
  image: 'registry.example.org/ci/runner:17.4',
  barriers: { ...SAME_USER, ...PRIVILEGED, sockets: open('/run/docker.sock is mounted rw') },
  escapePaths: [PRIVILEGED_PATH, SOCKET_PATH],
};
const PORTAINER: Fake = {
  name: '/portainer',
  image: 'portainer/portainer-ce:2.21.4',
  barriers: { sockets: open('/run/docker.sock is mounted rw') },
  escapePaths: [SOCKET_PATH],
};
const AGENT: Fake = {
  name: '/agent',
  image: 'registry.example.org/monitoring/agent:9.2',
  barriers: {
    ...SAME_USER,
    ...PRIVILEGED,
    pid: open('The process namespace of the host'),
    network: open('The network namespace of the host'),
    capabilities: open('CAP_SYS_ADMIN, CAP_SYS_PTRACE beside the defaults'),
    devices: held('The default devices only'),
    hostMounts: open('/var/log of the host, read-only'),
    limits: open('pids.max is max'),
  },
  escapePaths: [TRACE_PATH],
};
const EXPORTER: Fake = {
  name: '/node-exporter',
  image: 'prom/node-exporter:v1.8.2',
  barriers: {
    pid: open('The process namespace of the host'),
    hostMounts: open('/ of the host at /rootfs, read-only'),
    readOnlyRoot: held('/ is mounted ro'),
  },
};
const unlimited = { limits: open('pids.max is max') };
const web = (n: number): Fake => ({
  name: `/web-${n}`,
  image: 'registry.example.org/shop/web:4.11.0',
});

const BY_HOST: Readonly<Record<string, readonly Fake[]>> = {
  '01': [web(1), web(2), PORTAINER, EXPORTER],
  '02': [
    { ...web(1), barriers: unlimited },
    { ...web(2), barriers: unlimited },
    { name: '/cron', image: 'registry.example.org/shop/cron:4.11.0', barriers: unlimited },
    EXPORTER,
  ],
  '03': [web(1), web(2), web(3)],
  '04': [web(1), CI_RUNNER, { name: '/cache', image: 'redis:7.4' }],
  '05': [
    { ...web(1), barriers: SAME_USER },
    { ...web(2), barriers: SAME_USER },
  ],
  '06': [
    AGENT,
    {
      name: '/backup',
      image: 'restic/restic:0.17.3',
      barriers: { ...SAME_USER, mac: open('unconfined'), ...unlimited },
    },
  ],
  '07': [{ name: '/postgres', image: 'postgres:17.2', barriers: SAME_USER }],
  '08': [],
  '09': [
    { name: '/queue', image: 'rabbitmq:4.0', barriers: { ...SAME_USER, ...unlimited } },
    {
      name: '/mail',
      image: 'registry.example.org/mail/relay:3.9',
      barriers: { ...SAME_USER, ...unlimited },
    },
  ],
  '10': [{ name: '/web-1', image: 'registry.example.org/shop/web:4.11.0', barriers: SAME_USER }],
  '11': [
    {
      name: '4f1d2c9ab07e',
      image: '',
      barriers: {
        seccomp: held('Seccomp: 2 in /proc/PID/status'),
        ...Object.fromEntries(
          (['mount', 'capabilities', 'devices', 'sockets', 'hostMounts'] as const).map((name) => [
            name,
            untold('Reading /proc/PID of another account needs root'),
          ]),
        ),
      },
    },
  ],
};

/** The containers of one host of the fake fleet, named by its two digits. */
export function fakeContainers(digits: string): readonly IsolatedContainer[] {
  return (BY_HOST[digits] ?? []).map(({ name, image, barriers, escapePaths = [] }, n) => ({
    id: `${digits}${n}c0ffee`.padEnd(64, '0'),
    name,
    engine: 'docker',
    ...(image === '' ? {} : { image }),
    barriers: { ...CONFINED, ...barriers },
    escapePaths,
  }));
}
