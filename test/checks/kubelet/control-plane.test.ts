import etcd from '../../../checks/kubelet/etcd-client-authentication.ts';
import encryption from '../../../checks/kubelet/secrets-encryption.ts';
import { testCheck } from '../../support/test-check.ts';

const pod = (name: string, ...flags: readonly string[]): string =>
  `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - command:\n    - ${name}\n${flags.map((flag) => `    - ${flag}\n`).join('')}`;

const ETCD = 'text:/etc/kubernetes/manifests/etcd.yaml';
const K3S_ETCD = 'text:/var/lib/rancher/k3s/server/db/etcd/config';
const SERVER = 'text:/etc/kubernetes/manifests/kube-apiserver.yaml';
const UNIT = 'text:/etc/systemd/system/k3s.service';

testCheck(etcd, {
  pass: [
    {
      name: 'kubeadm',
      given: { [ETCD]: pod('etcd', '--client-cert-auth=true', '--peer-client-cert-auth=true') },
    },
    {
      name: 'k3s',
      given: {
        [K3S_ETCD]:
          'client-transport-security:\n  client-cert-auth: true\npeer-transport-security:\n  client-cert-auth: true\n',
      },
    },
  ],
  fail: [
    {
      name: 'none asked, and certificates of its own',
      given: { [ETCD]: pod('etcd', '--auto-tls=true', '--client-cert-auth=false') },
      because: [
        '/etc/kubernetes/manifests/etcd.yaml clients: not asked',
        '/etc/kubernetes/manifests/etcd.yaml peers: not asked',
        '/etc/kubernetes/manifests/etcd.yaml auto-tls: certificates of its own',
      ],
    },
    {
      name: 'peers of k3s',
      given: { [K3S_ETCD]: 'client-transport-security:\n  client-cert-auth: true\n' },
      because: ['/var/lib/rancher/k3s/server/db/etcd/config peers: not asked'],
    },
  ],
  notApplicable: [{ name: 'no etcd', given: {} }],
  unknown: [
    {
      name: 'a settings file that is not read',
      given: { [ETCD]: pod('etcd', '--config-file=/x') },
    },
    { name: 'broken', given: { [ETCD]: 'spec: [' } },
  ],
});

testCheck(encryption, {
  pass: [
    {
      name: 'kubeadm',
      given: { [SERVER]: pod('kube-apiserver', '--encryption-provider-config=/etc/k/enc.yaml') },
    },
    {
      name: 'k3s',
      given: {
        [UNIT]: '[Service]\nExecStart=/usr/local/bin/k3s server\n',
        'text:/etc/rancher/k3s/config.yaml': 'secrets-encryption: true\n',
      },
    },
    {
      name: 'RKE2',
      given: {
        'text:/usr/local/lib/systemd/system/rke2-server.service':
          '[Service]\nExecStart=/usr/local/bin/rke2 server\n',
      },
    },
  ],
  fail: [
    {
      name: 'kubeadm as it comes',
      given: { [SERVER]: pod('kube-apiserver') },
      because: [
        '/etc/kubernetes/manifests/kube-apiserver.yaml, --encryption-provider-config: not set',
      ],
    },
    {
      name: 'k3s as it comes',
      given: { [UNIT]: '[Service]\nExecStart=/usr/local/bin/k3s server\n' },
      because: ['k3s, secrets-encryption: not set'],
    },
  ],
  notApplicable: [
    { name: 'no API server', given: {} },
    {
      name: 'an agent',
      given: {
        'text:/etc/systemd/system/k3s-agent.service':
          '[Service]\nExecStart=/usr/local/bin/k3s agent\n',
      },
    },
  ],
});
