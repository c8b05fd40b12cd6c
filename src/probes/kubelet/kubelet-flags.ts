/** Settings by their dotted key in KubeletConfiguration. */
export type KubeletValues = Readonly<Record<string, unknown>>;

/** What kubelet's command line sets. */
export interface KubeletFlags {
  readonly values: KubeletValues;
  /** `--config`; undefined where no settings file is named. */
  readonly config?: string;
  /** `--config-dir` */
  readonly folder?: string;
}

type Kind = 'text' | 'boolean' | 'number' | 'list' | 'map';

/** Flags and the key of the settings file that each stands for; `flag:…` where only the flag exists. */
const FLAGS: Readonly<Record<string, readonly [key: string, kind: Kind]>> = {
  address: ['address', 'text'],
  'allowed-unsafe-sysctls': ['allowedUnsafeSysctls', 'list'],
  'anonymous-auth': ['authentication.anonymous.enabled', 'boolean'],
  'authentication-token-webhook': ['authentication.webhook.enabled', 'boolean'],
  'authorization-mode': ['authorization.mode', 'text'],
  'client-ca-file': ['authentication.x509.clientCAFile', 'text'],
  'container-log-max-files': ['containerLogMaxFiles', 'number'],
  'container-log-max-size': ['containerLogMaxSize', 'text'],
  'event-qps': ['eventRecordQPS', 'number'],
  'fail-swap-on': ['failSwapOn', 'boolean'],
  'feature-gates': ['featureGates', 'map'],
  'healthz-bind-address': ['healthzBindAddress', 'text'],
  'healthz-port': ['healthzPort', 'number'],
  'hostname-override': ['flag:hostname-override', 'text'],
  'kube-reserved': ['kubeReserved', 'map'],
  'make-iptables-util-chains': ['makeIPTablesUtilChains', 'boolean'],
  'manifest-url': ['staticPodURL', 'text'],
  'node-labels': ['flag:node-labels', 'list'],
  'pod-manifest-path': ['staticPodPath', 'text'],
  'pod-max-pids': ['podPidsLimit', 'number'],
  'protect-kernel-defaults': ['protectKernelDefaults', 'boolean'],
  'read-only-port': ['readOnlyPort', 'number'],
  'rotate-certificates': ['rotateCertificates', 'boolean'],
  'seccomp-default': ['seccompDefault', 'boolean'],
  'streaming-connection-idle-timeout': ['streamingConnectionIdleTimeout', 'text'],
  'system-reserved': ['systemReserved', 'map'],
  'tls-cert-file': ['tlsCertFile', 'text'],
  'tls-cipher-suites': ['tlsCipherSuites', 'list'],
  'tls-min-version': ['tlsMinVersion', 'text'],
  'tls-private-key-file': ['tlsPrivateKeyFile', 'text'],
};

/** Reads kubelet's arguments, the program left out, as pflag does: the last one of a name wins. */
export function parseKubeletFlags(words: readonly string[]): KubeletFlags {
  const values: Record<string, unknown> = {};
  const paths: Record<string, string> = {};
  for (const [at, word] of words.entries()) {
    const [, name = '', equals, joined = ''] = /^--?([A-Za-z][\w-]*)(=(.*))?$/s.exec(word) ?? [];
    const known = Object.hasOwn(FLAGS, name) ? FLAGS[name] : undefined;
    const text = equals === undefined ? following(words[at + 1], known?.[1]) : joined;
    if (name === 'config' || name === 'config-dir') paths[name] = text;
    if (known !== undefined) values[known[0]] = readAs(known[1], text);
  }
  const { config, 'config-dir': folder } = paths;
  return withPaths(values, config, folder);
}

const withPaths = (
  values: KubeletValues,
  config: string | undefined,
  folder: string | undefined,
): KubeletFlags => ({
  values,
  ...(config === undefined ? {} : { config }),
  ...(folder === undefined ? {} : { folder }),
});

/** A boolean never takes the next word. */
function following(next: string | undefined, kind: Kind | undefined): string {
  if (kind === 'boolean') return 'true';
  return next === undefined || /^--?[a-z]/.test(next) ? '' : next;
}

function readAs(kind: Kind, text: string): unknown {
  if (kind === 'boolean') return boolOf(text);
  if (kind === 'number') return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (kind === 'list') return wordsOf(text);
  return kind === 'map' ? Object.fromEntries(wordsOf(text).map(pairOf)) : text;
}

const wordsOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

function pairOf(word: string): readonly [string, unknown] {
  const at = word.indexOf('=');
  return at === -1 ? [word, true] : [word.slice(0, at), boolOf(word.slice(at + 1))];
}

/** As strconv.ParseBool; anything else is left as it is. */
function boolOf(text: string): unknown {
  if (/^(1|t|T|true|True|TRUE)$/.test(text)) return true;
  return /^(0|f|F|false|False|FALSE)$/.test(text) ? false : text;
}
