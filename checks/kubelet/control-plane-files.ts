import { fileOwnerChecks } from '../../src/index.ts';

const tags = ['kubernetes', 'control-plane', 'files'];
const area = 'kubelet';
const RANCHER = ['/var/lib/rancher/k3s', '/var/lib/rancher/rke2'];
const SNAP = '/var/snap/microk8s/current';

const cis = (...sections: readonly string[]): readonly string[] =>
  sections.map((section) => `cis-k8s-1.12:${section}`);

const own = (mode: string): string => `\`chown root:root PATH\` and \`chmod ${mode} PATH\`.`;

const rancher = (...paths: readonly string[]): readonly string[] =>
  RANCHER.flatMap((folder) => paths.map((path) => `${folder}/${path}`));

const PKI_FOLDERS = [
  '/etc/kubernetes/pki',
  '/etc/kubernetes/pki/etcd',
  ...rancher('server/tls', 'server/tls/etcd'),
  `${SNAP}/certs`,
] as const;

interface Manifest {
  readonly name: string;
  readonly title: string;
  readonly file: string;
  readonly sections: readonly string[];
}

const MANIFESTS: readonly Manifest[] = [
  {
    name: 'apiserver',
    title: 'API server',
    file: 'kube-apiserver.yaml',
    sections: ['1.1.1', '1.1.2'],
  },
  {
    name: 'controller-manager',
    title: 'controller manager',
    file: 'kube-controller-manager.yaml',
    sections: ['1.1.3', '1.1.4'],
  },
  {
    name: 'scheduler',
    title: 'scheduler',
    file: 'kube-scheduler.yaml',
    sections: ['1.1.5', '1.1.6'],
  },
  { name: 'etcd', title: 'etcd', file: 'etcd.yaml', sections: ['1.1.7', '1.1.8'] },
];

/** What a control plane node holds: keys and identities that lead to the whole cluster. */
export default fileOwnerChecks([
  ...MANIFESTS.map(
    ({ name, title, file, sections }) =>
      ({
        id: `kubelet.control-plane-${name}-manifest`,
        area,
        title: `The static pod of the ${title} is readable for root alone`,
        severity: 'high',
        level: 1,
        tags,
        paths: [
          `/etc/kubernetes/manifests/${file}`,
          `/var/lib/rancher/rke2/agent/pod-manifests/${file}`,
        ],
        fileMode: 0o600,
        rationale:
          'Whoever can write it sets the arguments of the control plane and mounts what they like of the host; whoever reads it learns where its keys lie.',
        remedy: own('0600'),
        references: cis(...sections),
      }) as const,
  ),
  {
    id: 'kubelet.control-plane-admin-kubeconfig',
    area,
    title: 'Kubeconfigs of the administrator are readable for their owner alone',
    severity: 'critical',
    level: 1,
    tags,
    paths: [
      '/etc/kubernetes/admin.conf',
      '/etc/kubernetes/super-admin.conf',
      '/etc/rancher/k3s/k3s.yaml',
      '/etc/rancher/rke2/rke2.yaml',
      ...rancher('server/cred/admin.kubeconfig'),
      // Its members are administrators of the cluster, and with that root of the host.
      `${SNAP}/credentials/client.config`,
      '/root/.kube/config',
    ],
    copies: ['/home/*/.kube/config'],
    fileMode: 0o600,
    rationale:
      'Whoever reads it commands the whole cluster, and so is root on every node by way of a privileged pod.',
    remedy:
      '`chown root:root PATH` and `chmod 0600 PATH`; k3s: leave out `--write-kubeconfig-mode`. Keep super-admin.conf off the node.',
    references: cis('1.1.13', '1.1.14'),
  },
  {
    id: 'kubelet.control-plane-controller-manager-kubeconfig',
    area,
    title: 'The kubeconfig of the controller manager is readable for root alone',
    severity: 'high',
    level: 1,
    tags,
    paths: [
      '/etc/kubernetes/controller-manager.conf',
      ...rancher('server/cred/controller.kubeconfig'),
      `${SNAP}/credentials/controller.config`,
    ],
    fileMode: 0o600,
    rationale: 'Its identity makes tokens of every service account.',
    remedy: own('0600'),
    references: cis('1.1.17', '1.1.18'),
  },
  {
    id: 'kubelet.control-plane-scheduler-kubeconfig',
    area,
    title: 'The kubeconfig of the scheduler is readable for root alone',
    severity: 'high',
    level: 1,
    tags,
    paths: [
      '/etc/kubernetes/scheduler.conf',
      ...rancher('server/cred/scheduler.kubeconfig'),
      `${SNAP}/credentials/scheduler.config`,
    ],
    fileMode: 0o600,
    rationale: 'Its identity decides on which node a pod runs: also on one that an intruder holds.',
    remedy: own('0600'),
    references: cis('1.1.15', '1.1.16'),
  },
  {
    id: 'kubelet.control-plane-pki-keys',
    area,
    title: 'Private keys of the cluster are readable for root alone',
    severity: 'critical',
    level: 1,
    tags,
    paths: [
      '/etc/kubernetes/pki/*.key',
      '/etc/kubernetes/pki/etcd/*.key',
      ...rancher('server/tls/*.key', 'server/tls/etcd/*.key'),
      `${SNAP}/certs/*.key`,
    ],
    // An etcd that is not root’s reads its own keys.
    account: 'etcd',
    fileMode: 0o600,
    rationale:
      'With ca.key anyone makes an administrator’s certificate, with sa.key a token of any service account.',
    remedy: own('0600'),
    references: cis('1.1.19', '1.1.21'),
  },
  {
    id: 'kubelet.control-plane-pki-directory',
    area,
    title: 'Folders of the cluster’s keys belong to root and nobody else can change them',
    severity: 'critical',
    level: 1,
    tags,
    paths: PKI_FOLDERS,
    account: 'etcd',
    rationale:
      'Whoever can write there puts a CA of their own in place of the cluster’s, whatever the modes of its files.',
    remedy: own('0755'),
    references: cis('1.1.19'),
  },
  {
    id: 'kubelet.control-plane-pki-certificates',
    area,
    title: 'Certificates of the cluster belong to root and nobody else can change them',
    severity: 'low',
    level: 1,
    tags,
    paths: [
      '/etc/kubernetes/pki/*.crt',
      '/etc/kubernetes/pki/etcd/*.crt',
      ...rancher('server/tls/*.crt', 'server/tls/etcd/*.crt'),
      `${SNAP}/certs/*.crt`,
    ],
    account: 'etcd',
    rationale: 'A certificate is public, but what stands in a CA file is trusted.',
    remedy: own('0644'),
    references: cis('1.1.19', '1.1.20'),
  },
  {
    id: 'kubelet.control-plane-etcd-data',
    area,
    title: 'Data of etcd is closed to all but its own account',
    severity: 'critical',
    level: 1,
    tags,
    paths: [
      '/var/lib/etcd',
      ...rancher('server/db/etcd'),
      '/var/lib/rancher/k3s/server/db/state.db',
      `${SNAP}/var/kubernetes/backend`,
    ],
    // kubeadm runs etcd as root, distributions as an account of its own.
    account: 'etcd',
    fileMode: 0o600,
    folderMode: 0o700,
    rationale: 'It holds every secret of the cluster, in plain text unless encryption is set up.',
    remedy: '`chmod 0700 PATH` and `chown` it to the account that etcd runs as.',
    references: cis('1.1.11', '1.1.12'),
  },
  {
    id: 'kubelet.control-plane-encryption-config',
    area,
    title: 'The keys that encrypt secrets in etcd are readable for root alone',
    severity: 'critical',
    level: 1,
    tags,
    paths: [
      '/etc/kubernetes/encryption-config.yaml',
      '/etc/kubernetes/enc/*',
      '/etc/kubernetes/encryption/*',
      '/etc/kubernetes/pki/encryption-config.yaml',
      ...rancher('server/cred/encryption-config.json'),
    ],
    fileMode: 0o600,
    rationale: 'With the key in it, a copy of etcd’s data is as good as in plain text.',
    remedy: own('0600'),
    references: [],
  },
  {
    id: 'kubelet.control-plane-audit-log',
    area,
    title: 'Audit log and audit policy of the API server are closed to all but root',
    severity: 'medium',
    level: 1,
    tags,
    paths: [
      '/var/log/kubernetes/audit.log',
      '/var/log/kubernetes/audit/*.log',
      '/var/log/kube-audit/audit.log',
      '/etc/kubernetes/audit-policy.yaml',
      '/etc/kubernetes/audit/*.yaml',
      ...rancher('server/logs/audit.log'),
    ],
    fileMode: 0o600,
    rationale:
      'The log may hold what requests carried, secrets among it; who can change it or its policy covers tracks.',
    remedy: own('0600'),
    references: [],
  },
]);
