import { describe, expect, it } from 'vitest';
import table from '../../../checks/kubelet/settings.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { IDLE, processes } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const CONFIG = 'text:/var/lib/kubelet/config.yaml';
const FLAGS = ['/usr/bin/kubelet', '--config=/var/lib/kubelet/config.yaml'];

/** A node of kubeadm that runs. */
const node = (yaml: string, ...flags: readonly string[]): Given => ({
  'processes:': processes({ name: 'kubelet', args: [...FLAGS, ...flags] }),
  [CONFIG]: `kind: KubeletConfiguration\n${yaml}\n`,
});

/** A kubelet that gets flags alone. */
const bare = (...flags: readonly string[]): Given => ({
  'processes:': processes({ name: 'kubelet', args: ['/usr/bin/kubelet', ...flags] }),
});

interface Sample {
  readonly good: string;
  readonly bad: string;
  readonly actual: string;
}

const from = ' (/var/lib/kubelet/config.yaml)';
const unset = 'not set (process 812)';

/** What one line of the file makes of each check. */
const samples: Readonly<Record<string, Sample>> = {
  'kubelet.anonymous-auth': {
    good: 'authentication: {anonymous: {enabled: false}}',
    bad: 'authentication:\n  anonymous:\n    enabled: true',
    actual: `authentication.anonymous.enabled: true${from}`,
  },
  'kubelet.authorization-mode': {
    good: 'authorization: {mode: Webhook}',
    bad: 'authorization: {mode: AlwaysAllow}',
    actual: `authorization.mode: AlwaysAllow${from}`,
  },
  'kubelet.client-ca': {
    good: 'authentication: {x509: {clientCAFile: /etc/kubernetes/pki/ca.crt}}',
    bad: '',
    actual: `authentication.x509.clientCAFile: ${unset}`,
  },
  'kubelet.read-only-port': {
    good: '# closed by default',
    bad: 'readOnlyPort: 10255',
    actual: `readOnlyPort: 10255${from}`,
  },
  'kubelet.static-pod-url': {
    good: 'staticPodPath: /etc/kubernetes/manifests',
    bad: 'staticPodURL: http://pods.example.com/',
    actual: `staticPodURL: http://pods.example.com/${from}`,
  },
  'kubelet.unsafe-sysctls': {
    good: 'allowedUnsafeSysctls: []',
    bad: 'allowedUnsafeSysctls: ["kernel.*"]',
    actual: `allowedUnsafeSysctls: ["kernel.*"]${from}`,
  },
  'kubelet.certificate-rotation': {
    good: 'rotateCertificates: true',
    bad: '',
    actual: 'rotateCertificates: not set, which means false (process 812)',
  },
  'kubelet.pod-pids-limit': {
    good: 'podPidsLimit: 4096',
    bad: 'podPidsLimit: -1',
    actual: `podPidsLimit: -1${from}`,
  },
  'kubelet.protect-kernel-defaults': {
    good: 'protectKernelDefaults: true',
    bad: '',
    actual: 'protectKernelDefaults: not set, which means false (process 812)',
  },
  'kubelet.seccomp-default': {
    good: 'seccompDefault: true',
    bad: 'seccompDefault: false',
    actual: `seccompDefault: false${from}`,
  },
  'kubelet.serving-certificate': {
    good: 'serverTLSBootstrap: true',
    bad: 'tlsCertFile: /etc/kubelet.crt',
    actual: `tlsCertFile: /etc/kubelet.crt${from}`,
  },
  'kubelet.system-log-handler': {
    good: 'enableSystemLogQuery: false',
    bad: 'enableSystemLogQuery: true',
    actual: `enableSystemLogQuery: true${from}`,
  },
  'kubelet.tls-ciphers': {
    good: 'tlsMinVersion: VersionTLS13',
    bad: 'tlsCipherSuites: [TLS_RSA_WITH_AES_128_CBC_SHA]',
    actual: `tlsCipherSuites: ["TLS_RSA_WITH_AES_128_CBC_SHA"]${from}`,
  },
  'kubelet.webhook-authentication': {
    good: '# on by default',
    bad: 'authentication: {webhook: {enabled: false}}',
    actual: `authentication.webhook.enabled: false${from}`,
  },
  'kubelet.debug-handlers': {
    good: 'enableProfilingHandler: false\nenableDebugFlagsHandler: false',
    bad: '',
    actual: 'enableProfilingHandler: not set, which means true (process 812)',
  },
  'kubelet.event-rate': {
    good: 'eventRecordQPS: 50',
    bad: 'eventRecordQPS: 1',
    actual: `eventRecordQPS: 1${from}`,
  },
  'kubelet.healthz-address': {
    good: 'healthzBindAddress: 127.0.0.1',
    bad: 'healthzBindAddress: 0.0.0.0',
    actual: `healthzBindAddress: 0.0.0.0${from}`,
  },
  'kubelet.iptables-util-chains': {
    good: '# on by default',
    bad: 'makeIPTablesUtilChains: false',
    actual: `makeIPTablesUtilChains: false${from}`,
  },
  'kubelet.reserved-resources': {
    good: 'systemReserved: {memory: 500Mi}',
    bad: 'kubeReserved: {cpu: 100m}',
    actual: `kubeReserved: {"cpu":"100m"}${from}`,
  },
  'kubelet.server-certificate-rotation': {
    good: 'featureGates: {}',
    bad: 'featureGates: {RotateKubeletServerCertificate: false}',
    actual: `featureGates.RotateKubeletServerCertificate: false${from}`,
  },
  'kubelet.streaming-timeout': {
    good: 'streamingConnectionIdleTimeout: 5m0s',
    bad: 'streamingConnectionIdleTimeout: 0s',
    actual: `streamingConnectionIdleTimeout: 0s${from}`,
  },
  'kubelet.log-rotation': {
    good: 'containerLogMaxSize: 100Mi\ncontainerLogMaxFiles: 10',
    bad: 'containerLogMaxSize: 1Gi',
    actual: `containerLogMaxSize: 1Gi${from}`,
  },
  'kubelet.swap': {
    good: 'failSwapOn: false\nmemorySwap: {swapBehavior: LimitedSwap}',
    bad: 'failSwapOn: false\nmemorySwap: {swapBehavior: UnlimitedSwap}',
    actual: `failSwapOn: false${from}`,
  },
};

/** What only flags can set. */
const ofFlags = ['kubelet.node-restriction-labels', 'kubelet.hostname-override'];

it('has a sample of every check', () => {
  expect([...Object.keys(samples), ...ofFlags].sort()).toEqual(table.map(({ id }) => id).sort());
});

describe.each(Object.entries(samples))('%s', (id, { good, bad, actual }) => {
  testCheck(checkIn(table, id), {
    pass: [{ name: 'by the file', given: node(good) }],
    fail: [{ name: 'by the file', given: node(bad), because: [actual] }],
    notApplicable: [{ name: 'no Kubernetes', given: IDLE }],
    unknown: [
      { name: 'the file is broken', given: node('a: [') },
      {
        name: 'another file is in use',
        given: {
          'processes:': processes({
            name: 'kubelet',
            args: ['/usr/bin/kubelet', '--config', '/opt/kubelet.yaml'],
          }),
        },
      },
    ],
  });
});

testCheck(checkIn(table, 'kubelet.anonymous-auth'), {
  pass: [
    {
      name: 'a flag wins over the file',
      given: node('authentication: {anonymous: {enabled: true}}', '--anonymous-auth=false'),
    },
    { name: 'a word of YAML 1.1', given: node('authentication: {anonymous: {enabled: no}}') },
    {
      name: 'a drop-in wins over the file',
      given: {
        'processes:': processes({
          name: 'kubelet',
          args: [...FLAGS, '--config-dir', '/etc/kubernetes/kubelet.conf.d'],
        }),
        [CONFIG]: 'authentication: {anonymous: {enabled: true}}\n',
        'text:/etc/kubernetes/kubelet.conf.d/*.conf':
          '/etc/kubernetes/kubelet.conf.d/10-a.conf:authentication: {anonymous: {enabled: true}}\n/etc/kubernetes/kubelet.conf.d/20-b.conf:authentication: {anonymous: {enabled: false}}\n',
      },
    },
    {
      name: 'JSON, as on EKS',
      given: {
        'processes:': processes({
          name: 'kubelet',
          args: ['/usr/bin/kubelet', '--config', '/etc/kubernetes/kubelet/config.json'],
        }),
        'text:/etc/kubernetes/kubelet/config.json':
          '{"authentication":\n{"anonymous":{"enabled":false}}}\n',
      },
    },
    {
      name: 'k3s, which refuses them itself',
      given: {
        ...IDLE,
        'text:/etc/systemd/system/k3s.service':
          '[Service]\nExecStart=/usr/local/bin/k3s \\\n    server \\\n',
      },
    },
    {
      name: 'a unit that does not run',
      given: {
        ...IDLE,
        [CONFIG]: 'kind: KubeletConfiguration\n',
        'text:/usr/lib/systemd/system/kubelet.service': '[Service]\nExecStart=/usr/bin/kubelet\n',
        'text:/etc/systemd/system/kubelet.service.d/*.conf':
          '/etc/systemd/system/kubelet.service.d/10-kubeadm.conf:[Service]\n/etc/systemd/system/kubelet.service.d/10-kubeadm.conf:Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"\n/etc/systemd/system/kubelet.service.d/10-kubeadm.conf:ExecStart=\n/etc/systemd/system/kubelet.service.d/10-kubeadm.conf:ExecStart=/usr/bin/kubelet $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS\n',
      },
    },
  ],
  fail: [
    {
      name: 'without a file the old default holds',
      given: bare('--kubeconfig=/etc/k'),
      because: ['authentication.anonymous.enabled: not set, which means true (process 812)'],
    },
    {
      name: 'kubelet-arg of k3s',
      given: {
        ...IDLE,
        'text:/etc/rancher/k3s/config.yaml': 'kubelet-arg:\n- anonymous-auth=true\n',
      },
      because: ['authentication.anonymous.enabled: true (a flag of k3s)'],
    },
    {
      name: 'kubelet-arg in the unit of k3s',
      given: {
        ...IDLE,
        'text:/etc/rancher/k3s/config.yaml': 'kubelet-arg:\n- anonymous-auth=false\n',
        'text:/etc/systemd/system/k3s.service':
          "[Service]\nExecStart=/usr/local/bin/k3s \\\n    server \\\n\t'--kubelet-arg=anonymous-auth=true' \\\n",
      },
      because: ['authentication.anonymous.enabled: true (a flag of k3s)'],
    },
    {
      name: 'arguments of MicroK8s',
      given: {
        ...IDLE,
        'text:/var/snap/microk8s/current/args/kubelet':
          '--anonymous-auth=true\n--read-only-port=0\n',
      },
      because: ['authentication.anonymous.enabled: true (a flag of MicroK8s)'],
    },
    {
      name: 'variables of the unit',
      given: {
        ...IDLE,
        'text:/etc/default/kubelet': 'KUBELET_EXTRA_ARGS=--anonymous-auth\n',
        'text:/lib/systemd/system/kubelet.service':
          '[Service]\nEnvironmentFile=-/etc/default/kubelet\nExecStart=/usr/bin/kubelet $KUBELET_EXTRA_ARGS\n',
      },
      because: ['authentication.anonymous.enabled: true (a flag of kubelet.service)'],
    },
  ],
  notApplicable: [
    {
      name: 'a kubelet in a container, as kind has',
      given: {
        'processes:': processes({ name: 'kubelet', container: 'a'.repeat(64) }),
      },
    },
  ],
  unknown: [
    {
      name: 'the file is gone',
      given: { 'processes:': processes({ name: 'kubelet', args: FLAGS }) },
    },
    { name: 'the flag was hidden', given: bare('--anonymous-auth=(hidden)') },
  ],
});

testCheck(checkIn(table, 'kubelet.node-restriction-labels'), {
  pass: [{ name: 'others', given: node('', '--node-labels=zone=a') }],
  fail: [
    {
      name: 'a role',
      given: node('', '--node-labels=zone=a,node-role.kubernetes.io/control-plane='),
      because: [
        'flag:node-labels: ["zone=a","node-role.kubernetes.io/control-plane="] (a flag of process 812)',
      ],
    },
  ],
});

testCheck(checkIn(table, 'kubelet.unsafe-sysctls'), {
  pass: [{ name: 'none', given: node('') }],
  fail: [
    {
      name: 'by a flag',
      given: node('', '--allowed-unsafe-sysctls', 'net.core.somaxconn,kernel.*'),
      because: ['allowedUnsafeSysctls: ["net.core.somaxconn","kernel.*"] (a flag of process 812)'],
    },
  ],
  manual: [{ name: 'a single one', given: node('allowedUnsafeSysctls: [net.core.somaxconn]') }],
});

testCheck(checkIn(table, 'kubelet.log-rotation'), {
  pass: [
    { name: 'the default', given: node('') },
    {
      name: 'by flags',
      given: bare('--container-log-max-size=50M', '--container-log-max-files=3'),
    },
  ],
  fail: [
    {
      name: 'switched off',
      given: node('containerLogMaxSize: "-1"'),
      because: [`containerLogMaxSize: -1${from}`],
    },
    {
      name: 'many files',
      given: node('containerLogMaxFiles: 200'),
      because: ['containerLogMaxSize: not set, which means 10Mi (process 812)'],
    },
  ],
});

testCheck(checkIn(table, 'kubelet.hostname-override'), {
  pass: [{ name: 'not set', given: node('') }],
  fail: [] as never,
  notApplicable: [{ name: 'no Kubernetes', given: IDLE }],
  manual: [{ name: 'set', given: bare('--hostname-override=other') }],
});
