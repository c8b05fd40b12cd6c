import checks from '../../../checks/runtime/settings.ts';
import { checkIn } from '../../support/check-in.ts';
import { changed, idOf, processesOf, recording } from '../../support/container-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const docker = recording('docker-cgroup-v1');
const none = { name: 'no container', given: { 'processes:': processesOf(docker) } };
const plain = processesOf(docker, 'plain');
/** Without the engine’s names it is called by its id. */
const PLAIN = `container ${idOf(docker, 'plain').slice(0, 12)}`;
const ROOT = `/var/lib/docker/containers/${idOf(docker, 'plain')}`;
const podman = changed(plain, [/\/docker\/([0-9a-f]{64})/g, '/libpod-$1']);

const file = (path: string, ...lines: readonly string[]) =>
  [`file ${path}`, ...lines, 'whole', ''].join('\n');
const set = (...words: readonly string[]) => ['set', ...words].join('\t');
/** What Docker keeps of the container `plain`. */
const given = (config: readonly string[], host: readonly string[] = []) => ({
  'processes:': plain,
  'container_settings:': `${file(`${ROOT}/config.v2.json`, ...config)}${file(`${ROOT}/hostconfig.json`, ...host)}end\n`,
});
const ofHost = (...host: readonly string[]) => given([], host);
const unread = { 'processes:': plain, 'container_settings:': 'closed /var/lib/docker\nend\n' };
const cut = { 'processes:': plain, 'container_settings:': file(`${ROOT}/config.v2.json`) };
const TASK = '/run/containerd/io.containerd.runtime.v2.task/k8s.io';
const unseen = [
  { name: 'settings that may not be read', given: unread },
  { name: 'settings that were cut', given: cut },
];
const published = (address: string, port: string) => [
  set('NetworkSettings', 'Ports', '5432/tcp', '0', 'HostIp', `"${address}"`),
  set('NetworkSettings', 'Ports', '5432/tcp', '0', 'HostPort', `"${port}"`),
];

testCheck(checkIn(checks, 'runtime.secrets-in-environment'), {
  pass: [
    { name: 'no secret', given: given([]) },
    {
      name: 'one that is allowed',
      given: given(['env\tMY_TOKEN']),
      params: { allowed: ['MY_TOKEN'] },
    },
  ],
  fail: [
    {
      name: 'a password',
      given: given(['env\tDB_PASSWORD', 'env\tDB_PASSWORD']),
      because: [`${PLAIN}, variable DB_PASSWORD: set`],
    },
    {
      name: 'by containerd',
      given: {
        'processes:': plain,
        'container_settings:': `${file(`${TASK}/${idOf(docker, 'plain')}/config.json`, 'env\tA_SECRET')}end\n`,
      },
      because: [`${PLAIN}, variable A_SECRET: set`],
    },
  ],
  notApplicable: [none],
  unknown: unseen,
});

testCheck(checkIn(checks, 'runtime.secrets-in-arguments'), {
  pass: [
    { name: 'no secret', given: given([]) },
    {
      name: 'one that is allowed',
      given: given(['option\t--token']),
      params: { allowed: ['--token'] },
    },
  ],
  fail: [
    {
      name: 'a password',
      given: given(['option\t--password', 'option\tURL']),
      because: [`${PLAIN}, option --password: has a value`, `${PLAIN}, a URL: holds a password`],
    },
  ],
  notApplicable: [none],
  unknown: unseen,
});

testCheck(checkIn(checks, 'runtime.port-binding'), {
  pass: [
    { name: 'no port', given: given([]) },
    { name: 'loopback', given: given(published('127.0.0.1', '5432')) },
    { name: 'for everybody', given: given(published('0.0.0.0', '443')) },
    {
      name: 'asked for, in the network of another container',
      given: ofHost(
        set('NetworkMode', '"none"'),
        set('PortBindings', '53/udp', '0', 'HostIp', '""'),
        set('PortBindings', '53/udp', '0', 'HostPort', '"53"'),
      ),
    },
  ],
  fail: [
    {
      name: 'every address',
      given: given([...published('0.0.0.0', '5432')]),
      because: [`${PLAIN}, port 5432/tcp: port 5432 of 0.0.0.0`],
    },
    {
      name: 'every address of IPv6, a public port that is not meant to be',
      given: given(published('::', '80')),
      params: { public: [] },
      because: [`${PLAIN}, port 5432/tcp: port 80 of ::`],
    },
    {
      name: 'asked for',
      given: ofHost(
        set('NetworkMode', '"default"'),
        set('PortBindings', '53/udp', '0', 'HostIp', '""'),
        set('PortBindings', '53/udp', '0', 'HostPort', '""'),
      ),
      because: [`${PLAIN}, port 53/udp: port of the engine’s choice of every address`],
    },
  ],
  notApplicable: [
    none,
    { name: 'Podman', given: { 'processes:': podman, 'container_settings:': 'end\n' } },
  ],
  unknown: unseen,
});

testCheck(checkIn(checks, 'runtime.privileged-ports'), {
  pass: [
    { name: 'high', given: given(published('0.0.0.0', '5432')) },
    { name: 'meant', given: given(published('0.0.0.0', '443')) },
    { name: 'first that is not privileged', given: given(published('', '1024')) },
  ],
  fail: [
    {
      name: 'low',
      given: given(published('127.0.0.1', '53')),
      because: [`${PLAIN}, port 5432/tcp: port 53`],
    },
  ],
  notApplicable: [none],
  unknown: unseen,
});

testCheck(checkIn(checks, 'runtime.sysctls'), {
  pass: [
    { name: 'none', given: given([]) },
    {
      name: 'of namespaces',
      given: ofHost(
        set('Sysctls', 'net.core.somaxconn', '"1024"'),
        set('Sysctls', 'kernel.shm_rmid_forced', '"1"'),
        set('Sysctls', 'net.ipv4.conf.all.route_localnet', '"0"'),
      ),
    },
  ],
  fail: [
    {
      name: 'of the host, and one that opens loopback',
      given: ofHost(
        set('Sysctls', 'kernel.core_pattern', '"|/x"'),
        set('Sysctls', 'net.ipv4.conf.eth0.route_localnet', '"1"'),
      ),
      because: [
        `${PLAIN}, kernel.core_pattern: |/x`,
        `${PLAIN}, net.ipv4.conf.eth0.route_localnet: 1`,
      ],
    },
  ],
  notApplicable: [none],
  unknown: unseen,
});

const hostRow = (
  id: string,
  good: readonly string[],
  bad: readonly (readonly [readonly string[], string])[],
) =>
  testCheck(checkIn(checks, id), {
    pass: [{ name: 'as it should be', given: ofHost(...good) }],
    fail: [
      {
        name: 'wrong',
        given: ofHost(...(bad[0]?.[0] ?? [])),
        because: [`${PLAIN}: ${bad[0]?.[1]}`],
      },
      ...bad.slice(1).map(([lines, actual], at) => ({
        name: `wrong ${at}`,
        given: ofHost(...lines),
        because: [`${PLAIN}: ${actual}`] as [string],
      })),
    ],
    notApplicable: [
      none,
      { name: 'Podman', given: { 'processes:': podman, 'container_settings:': 'end\n' } },
    ],
    unknown: unseen,
  });

const restart = (name: string, tries: number) => [
  set('RestartPolicy', 'Name', `"${name}"`),
  set('RestartPolicy', 'MaximumRetryCount', `${tries}`),
];
hostRow('runtime.restart-policy', restart('on-failure', 5), [
  [restart('always', 0), 'always, without end'],
  [restart('unless-stopped', 0), 'unless-stopped, without end'],
  [restart('on-failure', 0), 'on-failure, without end'],
  [restart('on-failure', 9), 'on-failure, 9 times'],
]);

const driver = (type: string) => set('LogConfig', 'Type', `"${type}"`);
hostRow(
  'runtime.log-limits',
  [driver('json-file'), set('LogConfig', 'Config', 'max-size', '"10m"')],
  [
    [[driver('json-file')], 'json-file without max-size'],
    [[driver('none')], 'log driver none'],
  ],
);

hostRow(
  'runtime.shm-size',
  [set('ShmSize', '67108864')],
  [[[set('ShmSize', '3221225472')], '3221225472 bytes']],
);

hostRow(
  'runtime.cgroup-parent',
  [set('CgroupParent', '""')],
  [[[set('CgroupParent', '"/foo"')], '/foo']],
);

testCheck(checkIn(checks, 'runtime.health-check'), {
  pass: [{ name: 'one', given: given([set('Config', 'Healthcheck', 'Test', '0', '"CMD-SHELL"')]) }],
  fail: [
    { name: 'none', given: given([]), because: [`${PLAIN}: none`] },
    {
      name: 'switched off',
      given: given([set('Config', 'Healthcheck', 'Test', '0', '"NONE"')]),
      because: [`${PLAIN}: switched off`],
    },
  ],
  notApplicable: [none],
  unknown: unseen,
});

const image = (name: string) => ({
  'processes:': plain,
  'container_names:': `${ROOT}/config.v2.json:"Image":"${name}"\n${ROOT}/config.v2.json:"Name":"/plain"\n`,
});
const DIGEST = `sha256:${'a'.repeat(64)}`;

testCheck(checkIn(checks, 'image.tag-latest'), {
  pass: [
    { name: 'a version', given: image('localhost:5000/nginx:1.27') },
    { name: 'a digest', given: image(`nginx@${DIGEST}`) },
  ],
  fail: [
    {
      name: 'none, at a registry with a port',
      given: image('localhost:5000/nginx'),
      because: ['container plain: localhost:5000/nginx'],
    },
    { name: 'latest', given: image('nginx:latest'), because: ['container plain: nginx:latest'] },
  ],
  notApplicable: [none],
  unknown: [{ name: 'no name', given: { 'processes:': plain } }],
});

testCheck(checkIn(checks, 'runtime.image-digest'), {
  pass: [
    { name: 'a digest', given: image(`nginx:1.27@${DIGEST}`) },
    { name: 'an id', given: image(DIGEST) },
  ],
  fail: [{ name: 'a tag', given: image('nginx:1.27'), because: ['container plain: nginx:1.27'] }],
  notApplicable: [none],
  unknown: [{ name: 'no name', given: { 'processes:': plain } }],
});
