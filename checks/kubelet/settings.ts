import { type KubeletRow, kubeletChecks } from '../../src/index.ts';

const RESTART = 'then `systemctl restart kubelet` (k3s and RKE2: `kubelet-arg` in config.yaml)';
const inFile = (lines: string): string =>
  `Set \`${lines}\` in the file that \`--config\` names, ${RESTART}.`;

const cis = (section: string): readonly string[] => [`cis-k8s-1.12:${section}`];

/** Without a settings file the defaults of the flags hold, which are older and wider. */
const withoutFile =
  (legacy: unknown, current: unknown): NonNullable<KubeletRow['byDefault']> =>
  ({ hasFile }) =>
    hasFile ? current : legacy;

const STRONG_SUITE =
  /^TLS_ECDHE_(ECDSA|RSA)_WITH_(AES_(128|256)_GCM_SHA(256|384)|CHACHA20_POLY1305(_SHA256)?)$|^TLS_(AES_(128|256)_GCM|CHACHA20_POLY1305)_SHA(256|384)$/;

/** Go writes durations as `4h0m0s`; the settings file may also have a bare zero. */
const isZeroDuration = (of: unknown): boolean =>
  of === 0 || (typeof of === 'string' && /^(0(\.0+)?[a-zµ]*)+$/.test(of));

const listOf = (of: unknown): readonly string[] =>
  Array.isArray(of) ? of.filter((entry) => typeof entry === 'string') : [];

const isSet = (of: unknown): boolean => of !== undefined && of !== null && of !== '';

const memoryOf = (of: unknown): boolean =>
  typeof of === 'object' && of !== null && 'memory' in of && isSet(of.memory);

const MOST_LOG_BYTES = 1000 * 1024 ** 2;
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
};

/** A quantity of Kubernetes in bytes; without end where it is none, or not above zero. */
function logBytes(size: unknown): number {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)([kMGT]i?|Ki)?$/.exec(String(size)) ?? [];
  const bytes = Number(digits ?? 0) * (UNITS[unit] ?? 0);
  return bytes > 0 ? bytes : Number.POSITIVE_INFINITY;
}

/** By default five. */
const fileCount = (files: unknown): number => (typeof files === 'number' ? files : 5);

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1)$/;

export default kubeletChecks([
  {
    id: 'kubelet.anonymous-auth',
    title: 'kubelet refuses anonymous requests',
    severity: 'critical',
    level: 1,
    keys: ['authentication.anonymous.enabled'],
    expected: 'false',
    byDefault: withoutFile(true, false),
    holds: ([value]) => value === false,
    rationale:
      'With them, and without authorization, whoever reaches port 10250 runs commands in every pod of the node.',
    remedy: inFile('authentication: {anonymous: {enabled: false}}'),
    references: cis('4.2.1'),
  },
  {
    id: 'kubelet.authorization-mode',
    title: 'kubelet asks the API server what a client may do',
    severity: 'critical',
    level: 1,
    keys: ['authorization.mode'],
    expected: 'Webhook',
    byDefault: withoutFile('AlwaysAllow', 'Webhook'),
    // The flag is read as it is spelt; k3s writes it in lower case and kubelet takes that too.
    holds: ([value]) => typeof value === 'string' && value.toLowerCase() === 'webhook',
    rationale:
      'With AlwaysAllow every client that has any certificate of the cluster controls the node and its pods.',
    remedy: inFile('authorization: {mode: Webhook}'),
    references: cis('4.2.2'),
  },
  {
    id: 'kubelet.client-ca',
    title: 'kubelet knows the CA of its clients',
    severity: 'high',
    level: 1,
    keys: ['authentication.x509.clientCAFile'],
    expected: 'a CA file',
    holds: ([value]) => isSet(value),
    rationale:
      'Without it the API server cannot show who it is by certificate, and is told apart from no other client.',
    remedy: inFile('authentication: {x509: {clientCAFile: /etc/kubernetes/pki/ca.crt}}'),
    references: cis('4.2.3'),
  },
  {
    id: 'kubelet.read-only-port',
    title: 'kubelet’s port without authentication is closed',
    severity: 'high',
    level: 1,
    keys: ['readOnlyPort'],
    expected: '0',
    byDefault: withoutFile(10_255, 0),
    holds: ([value]) => value === 0,
    rationale:
      'It tells anyone who reaches it every pod of the node, with its environment, images and addresses.',
    remedy: inFile('readOnlyPort: 0'),
    references: cis('4.2.4'),
  },
  {
    id: 'kubelet.static-pod-url',
    title: 'kubelet takes static pods from local files only',
    severity: 'high',
    level: 1,
    keys: ['staticPodURL'],
    expected: 'not set',
    holds: ([value]) => !isSet(value),
    rationale: 'Whoever answers for that address starts privileged pods on the node.',
    remedy: `Remove \`staticPodURL\` and \`--manifest-url\`, ${RESTART}.`,
    references: [],
  },
  {
    id: 'kubelet.unsafe-sysctls',
    title: 'Pods may set no kernel setting that reaches beyond them',
    severity: 'high',
    level: 1,
    keys: ['allowedUnsafeSysctls'],
    expected: 'nothing of kernel.* as a whole',
    holds: ([value]) => !listOf(value).some((name) => /^(\*|kernel[.*]+)$/.test(name)),
    asks: ([value]) =>
      listOf(value).length === 0
        ? undefined
        : `do pods of this node need ${listOf(value).join(', ').slice(0, 200)}?`,
    rationale:
      'Some of them are no pod’s own, or use up memory of the kernel that no limit of the pod counts.',
    remedy: `Remove \`allowedUnsafeSysctls\`, ${RESTART}.`,
    references: ['kubernetes:tasks/administer-cluster/sysctl-cluster'],
  },
  {
    id: 'kubelet.certificate-rotation',
    title: 'kubelet renews its client certificate',
    severity: 'medium',
    level: 1,
    keys: ['rotateCertificates'],
    expected: 'true',
    // Nothing sets a default for the key: unset is false, whatever some benchmarks take it for.
    byDefault: () => false,
    holds: ([value]) => value === true,
    outOfPlace: ({ rancher }) =>
      rancher ? 'k3s and RKE2 renew the certificates of their nodes themselves' : undefined,
    rationale:
      'A certificate that is not renewed is made to last long, and one that was stolen holds as long.',
    remedy: inFile('rotateCertificates: true'),
    references: cis('4.2.10'),
  },
  {
    id: 'kubelet.pod-pids-limit',
    title: 'The number of processes of a pod is limited',
    severity: 'medium',
    level: 1,
    keys: ['podPidsLimit'],
    expected: 'a limit',
    byDefault: () => -1,
    holds: ([value]) => typeof value === 'number' && value > 0,
    rationale: 'A fork bomb in one pod takes every process number of the node.',
    remedy: inFile('podPidsLimit: 4096'),
    references: cis('4.2.13'),
  },
  {
    id: 'kubelet.protect-kernel-defaults',
    title: 'kubelet does not change kernel settings',
    severity: 'medium',
    level: 2,
    keys: ['protectKernelDefaults'],
    expected: 'true',
    byDefault: () => false,
    holds: ([value]) => value === true,
    rationale: 'It otherwise sets anew at its start what the host’s hardening has set.',
    remedy: `${inFile('protectKernelDefaults: true')} Before that set vm.overcommit_memory=1, vm.panic_on_oom=0, kernel.panic=10, kernel.panic_on_oops=1, kernel.keys.root_maxkeys=1000000 and kernel.keys.root_maxbytes=25000000: kubelet does not start where they differ.`,
    references: [],
  },
  {
    id: 'kubelet.seccomp-default',
    title: 'Pods that name no seccomp profile get the runtime’s',
    severity: 'medium',
    level: 1,
    keys: ['seccompDefault'],
    expected: 'true',
    byDefault: () => false,
    holds: ([value]) => value === true,
    rationale:
      'Without it such a pod runs without any filter, and reaches the system calls by which most escapes begin.',
    remedy: inFile('seccompDefault: true'),
    references: cis('4.2.14'),
  },
  {
    id: 'kubelet.serving-certificate',
    title: 'kubelet serves with a certificate that the cluster can verify',
    severity: 'medium',
    level: 2,
    keys: ['tlsCertFile', 'tlsPrivateKeyFile', 'serverTLSBootstrap'],
    expected: 'tlsCertFile and tlsPrivateKeyFile, or serverTLSBootstrap',
    holds: ([certificate, key, bootstrap]) =>
      bootstrap === true || (isSet(certificate) && isSet(key)),
    rationale:
      'It is self-signed otherwise: who stands between API server and node can pose as the node, and sees what `kubectl exec` types.',
    remedy: `${inFile('serverTLSBootstrap: true')} Approve the requests with \`kubectl certificate approve\`.`,
    references: cis('4.2.9'),
  },
  {
    id: 'kubelet.system-log-handler',
    title: 'kubelet does not answer queries of the host’s logs',
    severity: 'medium',
    level: 2,
    keys: ['enableSystemLogQuery', 'enableSystemLogHandler'],
    expected: 'enableSystemLogQuery false',
    byDefault: () => false,
    // Its handler for files of /var/log stays on by default: `kubectl get --raw` alone uses it.
    holds: ([query, handler]) => query !== true || handler === false,
    rationale: 'Whoever may proxy to the node reads the journal of every service of the host.',
    remedy: inFile('enableSystemLogQuery: false'),
    references: [],
  },
  {
    id: 'kubelet.tls-ciphers',
    title: 'kubelet accepts strong ciphers only',
    severity: 'medium',
    level: 2,
    keys: ['tlsCipherSuites', 'tlsMinVersion'],
    expected: 'suites with ECDHE and AEAD, or VersionTLS13',
    holds: ([suites, minimum]) =>
      minimum === 'VersionTLS13' ||
      (listOf(suites).length > 0 && listOf(suites).every((suite) => STRONG_SUITE.test(suite))),
    rationale:
      'Old suites let recorded traffic be read once the node’s key is lost, or be changed on its way.',
    remedy: inFile('tlsMinVersion: VersionTLS13'),
    references: cis('4.2.12'),
  },
  {
    id: 'kubelet.webhook-authentication',
    title: 'kubelet lets the API server verify bearer tokens',
    severity: 'medium',
    level: 1,
    keys: ['authentication.webhook.enabled'],
    expected: 'true',
    byDefault: withoutFile(false, true),
    holds: ([value]) => value === true,
    rationale:
      'Scrapers of metrics cannot show who they are without it, and anonymous access is opened for them.',
    remedy: inFile('authentication: {webhook: {enabled: true}}'),
    references: [],
  },
  {
    id: 'kubelet.debug-handlers',
    title: 'kubelet serves no profiles',
    severity: 'low',
    level: 2,
    keys: ['enableProfilingHandler', 'enableDebugFlagsHandler'],
    expected: 'enableProfilingHandler and enableDebugFlagsHandler false',
    byDefault: () => true,
    holds: ([profiling, flags]) => profiling === false && flags === false,
    rationale: 'Profiles show what is in kubelet’s memory, and taking them slows the node.',
    remedy: inFile('enableProfilingHandler: false'),
    references: [],
  },
  {
    id: 'kubelet.event-rate',
    title: 'kubelet records events at a rate that loses none',
    severity: 'low',
    level: 2,
    keys: ['eventRecordQPS'],
    expected: '5 or more, or 0 for no limit',
    byDefault: () => 50,
    holds: ([value]) => typeof value === 'number' && (value === 0 || value >= 5),
    rationale: 'What an intruder does drowns in events that were dropped.',
    remedy: inFile('eventRecordQPS: 50'),
    references: cis('4.2.8'),
  },
  {
    id: 'kubelet.healthz-address',
    title: 'kubelet’s health port listens on loopback',
    severity: 'low',
    level: 1,
    keys: ['healthzBindAddress', 'healthzPort'],
    expected: '127.0.0.1 or ::1',
    byDefault: () => '127.0.0.1',
    holds: ([address, port]) => port === 0 || LOOPBACK.test(String(address)),
    rationale: 'It tells others the state of the node, without asking who they are.',
    remedy: inFile('healthzBindAddress: 127.0.0.1'),
    references: [],
  },
  {
    id: 'kubelet.iptables-util-chains',
    title: 'kubelet keeps its own chains of the packet filter',
    severity: 'low',
    level: 1,
    keys: ['makeIPTablesUtilChains'],
    expected: 'true',
    byDefault: () => true,
    holds: ([value]) => value === true,
    rationale:
      'They drop packets from the network that claim to come from loopback (CVE-2020-8558).',
    remedy: inFile('makeIPTablesUtilChains: true'),
    references: cis('4.2.6'),
  },
  {
    id: 'kubelet.node-restriction-labels',
    title: 'The node gives itself no label that decides on workloads with secrets',
    severity: 'low',
    level: 2,
    keys: ['flag:node-labels'],
    expected: 'no label of node-restriction.kubernetes.io or node-role.kubernetes.io',
    holds: ([value]) =>
      !listOf(value).some((label) => /node-(restriction|role)\.kubernetes\.io\//.test(label)),
    rationale: 'A node that was taken over draws to itself the pods that are meant for others.',
    remedy: `Remove the label from \`--node-labels\`, ${RESTART}; set it by kubectl.`,
    references: [],
  },
  {
    id: 'kubelet.reserved-resources',
    title: 'Memory is kept back for the host’s own services',
    severity: 'low',
    level: 2,
    keys: ['kubeReserved', 'systemReserved'],
    expected: 'memory of kubeReserved or systemReserved',
    holds: (values) => values.some(memoryOf),
    rationale: 'Pods that take all of it starve sshd, auditd and kubelet itself.',
    remedy: inFile('kubeReserved: {memory: 500Mi}'),
    references: [],
  },
  {
    id: 'kubelet.server-certificate-rotation',
    title: 'Renewal of kubelet’s serving certificate is not switched off',
    severity: 'low',
    level: 1,
    keys: ['featureGates.RotateKubeletServerCertificate'],
    expected: 'not false',
    byDefault: () => true,
    holds: ([value]) => value !== false,
    rationale: 'A serving certificate that is not renewed is made to last for years.',
    remedy: `Remove \`RotateKubeletServerCertificate=false\`, ${RESTART}.`,
    references: cis('4.2.11'),
  },
  {
    id: 'kubelet.streaming-timeout',
    title: 'kubelet ends streams that nobody uses',
    severity: 'low',
    level: 1,
    keys: ['streamingConnectionIdleTimeout'],
    expected: 'a time that is not 0',
    byDefault: () => '4h',
    holds: ([value]) => isSet(value) && !isZeroDuration(value),
    rationale: 'Sessions of `kubectl exec` that were left open stay open to whoever finds them.',
    remedy: inFile('streamingConnectionIdleTimeout: 5m'),
    references: cis('4.2.5'),
  },
  {
    id: 'kubelet.log-rotation',
    title: 'kubelet bounds the logs of containers',
    severity: 'low',
    level: 1,
    keys: ['containerLogMaxSize', 'containerLogMaxFiles'],
    expected: 'at most 1000Mi of logs a container (containerLogMaxSize times containerLogMaxFiles)',
    byDefault: () => '10Mi',
    holds: ([size, files]) => logBytes(size) * fileCount(files) <= MOST_LOG_BYTES,
    rationale:
      'One container that writes without end fills the disk of the node, and every pod on it fails.',
    remedy: inFile('containerLogMaxSize: 10Mi'),
    references: ['kubernetes:concepts/cluster-administration/logging'],
  },
  {
    id: 'kubelet.hostname-override',
    title: 'kubelet registers the node under the name of its host',
    severity: 'low',
    level: 2,
    keys: ['flag:hostname-override'],
    expected: 'not set',
    holds: () => true,
    asks: ([name]) =>
      isSet(name) ? 'hostname-override is set: does the provider of the cloud need it?' : undefined,
    outOfPlace: ({ rancher }) =>
      rancher ? 'k3s and RKE2 always name the node themselves' : undefined,
    rationale:
      'A name that is chosen on the node may be that of another, with its certificates and pods.',
    remedy: `Remove \`--hostname-override\`, ${RESTART}.`,
    references: cis('4.2.7'),
  },
  {
    id: 'kubelet.swap',
    title: 'Pods do not swap without limit',
    severity: 'low',
    level: 2,
    keys: ['failSwapOn', 'memorySwap.swapBehavior'],
    expected: 'true, or a swapBehavior of NoSwap or LimitedSwap',
    byDefault: () => true,
    holds: ([fails, behavior]) =>
      fails !== false ||
      ['', 'NoSwap', 'LimitedSwap', undefined, null].some((one) => one === behavior),
    rationale: 'Secrets in memory reach the disk, and one pod drives the whole node into swapping.',
    remedy: inFile('memorySwap: {swapBehavior: LimitedSwap}'),
    references: ['kubernetes:concepts/cluster-administration/swap-memory-management'],
  },
]);
