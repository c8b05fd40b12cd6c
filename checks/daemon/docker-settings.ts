import {
  type AnyCheck,
  dockerSettingCheck,
  hostPort,
  isLoopback,
  isLoopbackNetwork,
  isWildcard,
} from '../../src/index.ts';

const JSON_FILE = 'in /etc/docker/daemon.json, then `systemctl restart docker`';
const cis = (section: string): readonly string[] => [
  `cis-docker-1.6:${section}`,
  `docker-bench:${section}`,
];

const onThisMachine = (registry: string): boolean =>
  /\/\d+$/.test(registry) ? isLoopbackNetwork(registry) : isLoopback(hostPort(registry).host);

const isPlainMirror = (url: string): boolean =>
  !/^https:\/\//i.test(url) && !isLoopback(hostPort(url).host);

const noBridge = ({ bridge }: { readonly bridge?: string | undefined }): string | undefined =>
  bridge === 'none' ? 'dockerd makes no default bridge' : undefined;

const checks: readonly AnyCheck[] = [
  dockerSettingCheck({
    id: 'daemon.icc',
    keys: ['icc', 'bridge'],
    title: 'Containers on the default bridge cannot talk to each other freely',
    severity: 'medium',
    level: 2,
    expected: 'false',
    byDefault: 'true',
    holds: ({ icc }) => icc === false,
    outOfPlace: noBridge,
    rationale: 'One compromised container scans and attacks every other one on docker0.',
    remedy: `Set \`"icc": false\` ${JSON_FILE}; put containers that must talk on networks of their own.`,
    references: cis('2.2'),
  }),
  dockerSettingCheck({
    id: 'daemon.log-level',
    keys: ['log-level'],
    title: 'dockerd logs at level info',
    severity: 'low',
    level: 1,
    expected: 'info',
    byDefault: 'info',
    holds: ({ 'log-level': level = '' }) => level === '' || level === 'info',
    rationale:
      'Less than info loses the record of who did what; debug writes bodies of requests into the log.',
    remedy: `Remove \`log-level\` ${JSON_FILE}.`,
    references: cis('2.3'),
  }),
  dockerSettingCheck({
    id: 'daemon.debug-endpoints',
    keys: ['debug', 'log-level'],
    title: 'dockerd does not run in debug mode',
    severity: 'low',
    level: 1,
    expected: 'false',
    byDefault: 'false',
    holds: ({ debug }) => debug !== true,
    rationale:
      'Debug logs hold bodies of requests, secrets in environments among them, and pprof is reachable through the socket.',
    remedy: `Remove \`debug\` ${JSON_FILE}.`,
    references: ['docker-bench:2.3'],
  }),
  dockerSettingCheck({
    id: 'daemon.insecure-registries',
    keys: ['insecure-registries'],
    title: 'Docker uses no registry without verifying its certificate',
    severity: 'high',
    level: 1,
    expected: 'no registry but of this machine',
    byDefault: 'none',
    holds: ({ 'insecure-registries': list = [] }) => list.every(onThisMachine),
    offending: ({ 'insecure-registries': list = [] }) => list.filter((r) => !onThisMachine(r)),
    rationale:
      'Anyone on the path to the registry can answer with an image of their own, which then runs on this host.',
    remedy: `Put the registry’s CA into /etc/docker/certs.d/HOST:PORT/ca.crt and remove the entry of \`insecure-registries\` ${JSON_FILE}.`,
    references: cis('2.5'),
  }),
  dockerSettingCheck({
    id: 'daemon.registry-mirrors',
    keys: ['registry-mirrors'],
    title: 'Docker’s registry mirrors use https',
    severity: 'high',
    level: 1,
    expected: 'an https URL, or a mirror on this machine',
    byDefault: 'none',
    holds: ({ 'registry-mirrors': list = [] }) => !list.some(isPlainMirror),
    offending: ({ 'registry-mirrors': list = [] }) => list.filter(isPlainMirror),
    rationale: 'A mirror over plain http may replace any image of Docker Hub on its way.',
    remedy: `Use https:// in \`registry-mirrors\` ${JSON_FILE}.`,
    references: [],
  }),
  dockerSettingCheck({
    id: 'daemon.no-new-privileges',
    keys: ['no-new-privileges'],
    title: 'New containers cannot gain privileges by default',
    severity: 'medium',
    level: 2,
    expected: 'true',
    byDefault: 'false',
    holds: ({ 'no-new-privileges': on }) => on === true,
    rationale: 'A setuid program in an image makes an ordinary process of a container root in it.',
    remedy: `Set \`"no-new-privileges": true\` ${JSON_FILE}; sudo and su then fail inside containers.`,
    references: cis('2.14'),
  }),
  dockerSettingCheck({
    id: 'daemon.userland-proxy',
    keys: ['userland-proxy'],
    title: 'Docker’s userland proxy is off',
    severity: 'low',
    level: 2,
    expected: 'false',
    byDefault: 'true',
    holds: ({ 'userland-proxy': on }) => on === false,
    rationale:
      'Each published port gets one more process of root, which hides where a connection came from.',
    remedy: `Set \`"userland-proxy": false\` ${JSON_FILE}.`,
    references: cis('2.16'),
  }),
  dockerSettingCheck({
    id: 'daemon.experimental',
    keys: ['experimental'],
    title: 'Docker’s experimental features are off',
    severity: 'low',
    level: 1,
    expected: 'false',
    byDefault: 'false',
    holds: ({ experimental }) => experimental !== true,
    rationale: 'Unfinished code runs as root.',
    remedy: `Remove \`experimental\` ${JSON_FILE}.`,
    references: cis('2.18'),
  }),
  dockerSettingCheck({
    id: 'daemon.default-bind-address',
    keys: ['ip', 'bridge'],
    title: 'Published ports of the default bridge are bound to a chosen address',
    severity: 'medium',
    level: 2,
    expected: 'an address of this machine',
    byDefault: '0.0.0.0',
    holds: ({ ip = '' }) => !isWildcard(ip),
    outOfPlace: noBridge,
    rationale:
      '`docker run -p 5432:5432` opens the port to every network of the host, past ufw and firewalld.',
    remedy: `Set \`"ip": "127.0.0.1"\` ${JSON_FILE}; for other networks set com.docker.network.bridge.host_binding_ipv4 in \`default-network-opts\`.`,
    references: ['cis-docker-1.6:5.14'],
  }),
  dockerSettingCheck({
    id: 'daemon.default-ipc-mode',
    keys: ['default-ipc-mode'],
    title: 'New containers have an IPC namespace of their own',
    severity: 'low',
    level: 1,
    expected: 'private',
    byDefault: 'private',
    holds: ({ 'default-ipc-mode': mode = '' }) => mode === '' || mode === 'private',
    rationale:
      'Another container may join a shareable IPC namespace and write to its shared memory.',
    remedy: `Remove \`default-ipc-mode\` ${JSON_FILE}.`,
    references: [],
  }),
  dockerSettingCheck({
    id: 'daemon.direct-routing',
    keys: ['allow-direct-routing'],
    title: 'dockerd is not told to let ports be reached by routing straight to containers',
    severity: 'medium',
    level: 1,
    expected: 'false',
    byDefault: 'false',
    holds: ({ 'allow-direct-routing': on }) => on !== true,
    rationale:
      'A neighbour on the network adds a route to the containers and reaches ports that are published on loopback only.',
    remedy: `Remove \`allow-direct-routing\` ${JSON_FILE}, and run Docker 28.0 or later: earlier ones route so by default.`,
    references: [],
  }),
  dockerSettingCheck({
    id: 'daemon.ip-forward-no-drop',
    keys: ['ip-forward-no-drop', 'ip-forward'],
    title: 'Docker drops forwarded packets that no rule lets through',
    severity: 'medium',
    level: 1,
    expected: 'false',
    byDefault: 'false',
    holds: ({ 'ip-forward-no-drop': on }) => on !== true,
    outOfPlace: ({ 'ip-forward': on }) =>
      on === false ? 'dockerd leaves forwarding to the host' : undefined,
    rationale:
      'Docker turns forwarding on: without the policy the host routes between all its networks.',
    remedy: `Remove \`ip-forward-no-drop\` ${JSON_FILE}.`,
    references: [],
  }),
  dockerSettingCheck({
    id: 'daemon.log-rotation',
    keys: ['log-opts', 'log-driver'],
    title: 'Logs of containers are bounded in size',
    severity: 'medium',
    level: 1,
    expected: 'max-size set',
    byDefault: 'no max-size',
    holds: ({ 'log-driver': driver, 'log-opts': options = {} }) =>
      driver === 'local' || !['', '-1'].includes(options['max-size'] ?? ''),
    outOfPlace: ({ 'log-driver': driver = 'json-file' }) =>
      ['json-file', 'local', ''].includes(driver) ? undefined : `${driver} keeps logs elsewhere`,
    rationale:
      'One container that writes much fills the disk of the host, and logging and logins stop.',
    remedy: `Set \`"log-opts": {"max-size": "10m", "max-file": "3"}\` ${JSON_FILE}; containers get it when they are created anew.`,
    references: [],
  }),
  dockerSettingCheck({
    id: 'daemon.tls-disabled-explicitly',
    keys: ['tlsverify', 'tls', 'hosts'],
    title: 'dockerd is not told to accept connections over TCP without TLS',
    severity: 'critical',
    level: 1,
    expected: 'neither tls nor tlsverify switched off',
    byDefault: 'not set',
    holds: ({ tls, tlsverify }) => tls !== false && tlsverify !== false,
    blames: ({ tls }) => (tls === false ? 'tls' : 'tlsverify'),
    outOfPlace: ({ hosts = [] }) =>
      hosts.some((host) => /^tcp:/i.test(host) || !host.includes('://'))
        ? undefined
        : 'dockerd listens on no TCP address of its own',
    rationale:
      'An explicit false silences dockerd’s warning that anyone who reaches the port is root on this host.',
    remedy: `Remove the tcp:// entry of \`hosts\`, and \`tls\` and \`tlsverify\` with it, ${JSON_FILE}; use \`docker -H ssh://HOST\`.`,
    references: ['docker-bench:2.7'],
  }),
];

export default checks;
