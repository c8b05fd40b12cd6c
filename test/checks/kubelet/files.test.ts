import { describe, expect, it } from 'vitest';
import controlPlane from '../../../checks/kubelet/control-plane-files.ts';
import node from '../../../checks/kubelet/files.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const all = [...node, ...controlPlane];

/** A path as it is read, a path that it finds, and the widest mode that it may have. */
interface Sample {
  readonly reading?: string;
  readonly path: string;
  readonly mode: string;
  readonly folder?: true;
}

const samples: Readonly<Record<string, Sample>> = {
  'kubelet.client-key': {
    reading: '/var/lib/kubelet/pki/*.pem',
    path: '/var/lib/kubelet/pki/kubelet-client-current.pem',
    mode: '600',
  },
  'kubelet.join-token-file': { path: '/var/lib/rancher/k3s/server/token', mode: '600' },
  'kubelet.cni-binaries': {
    reading: '/opt/cni/bin/*',
    path: '/opt/cni/bin/bridge',
    mode: '755',
  },
  'kubelet.volume-plugin-directory': {
    path: '/usr/libexec/kubernetes/kubelet-plugins/volume/exec',
    mode: '755',
    folder: true,
  },
  'kubelet.static-pod-directory': {
    path: '/etc/kubernetes/manifests',
    mode: '755',
    folder: true,
  },
  'kubelet.kubeconfig-file': { path: '/etc/kubernetes/kubelet.conf', mode: '600' },
  'kubelet.bootstrap-kubeconfig': {
    path: '/etc/kubernetes/bootstrap-kubelet.conf',
    mode: '600',
  },
  'kubelet.proxy-kubeconfig': { path: '/etc/kubernetes/proxy.conf', mode: '600' },
  'kubelet.config-file': { path: '/var/lib/kubelet/config.yaml', mode: '644' },
  'kubelet.root-directory': { path: '/var/lib/kubelet', mode: '750', folder: true },
  'kubelet.device-plugin-directory': {
    path: '/var/lib/kubelet/device-plugins',
    mode: '750',
    folder: true,
  },
  'kubelet.image-credential-provider': {
    reading: '/etc/eks/image-credential-provider/*',
    path: '/etc/eks/image-credential-provider/ecr-credential-provider',
    mode: '755',
  },
  'kubelet.cni-files': {
    reading: '/etc/cni/net.d/*',
    path: '/etc/cni/net.d/10-flannel.conflist',
    mode: '644',
  },
  'kubelet.service-file': { path: '/usr/lib/systemd/system/kubelet.service', mode: '644' },
  'kubelet.client-ca-file': { path: '/etc/kubernetes/pki/ca.crt', mode: '644' },
  'kubelet.control-plane-apiserver-manifest': {
    path: '/etc/kubernetes/manifests/kube-apiserver.yaml',
    mode: '600',
  },
  'kubelet.control-plane-controller-manager-manifest': {
    path: '/etc/kubernetes/manifests/kube-controller-manager.yaml',
    mode: '600',
  },
  'kubelet.control-plane-scheduler-manifest': {
    path: '/var/lib/rancher/rke2/agent/pod-manifests/kube-scheduler.yaml',
    mode: '600',
  },
  'kubelet.control-plane-etcd-manifest': {
    path: '/etc/kubernetes/manifests/etcd.yaml',
    mode: '600',
  },
  'kubelet.control-plane-admin-kubeconfig': {
    path: '/etc/rancher/k3s/k3s.yaml',
    mode: '600',
  },
  'kubelet.control-plane-controller-manager-kubeconfig': {
    path: '/etc/kubernetes/controller-manager.conf',
    mode: '600',
  },
  'kubelet.control-plane-scheduler-kubeconfig': {
    path: '/etc/kubernetes/scheduler.conf',
    mode: '600',
  },
  'kubelet.control-plane-pki-keys': {
    reading: '/etc/kubernetes/pki/*.key',
    path: '/etc/kubernetes/pki/ca.key',
    mode: '600',
  },
  'kubelet.control-plane-pki-directory': {
    path: '/etc/kubernetes/pki',
    mode: '755',
    folder: true,
  },
  'kubelet.control-plane-pki-certificates': {
    reading: '/etc/kubernetes/pki/*.crt',
    path: '/etc/kubernetes/pki/ca.crt',
    mode: '644',
  },
  'kubelet.control-plane-etcd-data': { path: '/var/lib/etcd', mode: '700', folder: true },
  'kubelet.control-plane-encryption-config': {
    path: '/etc/kubernetes/encryption-config.yaml',
    mode: '600',
  },
  'kubelet.control-plane-audit-log': {
    path: '/etc/kubernetes/audit-policy.yaml',
    mode: '600',
  },
};

it('has a sample of every check', () => {
  expect(Object.keys(samples).sort()).toEqual(all.map(({ id }) => id).sort());
});

describe.each(Object.entries(samples))('%s', (id, { path, mode, folder, reading = path }) => {
  const expected = /etcd-data|pki/.test(id) ? 'etcd' : 'root';
  const given = (of: string, owner = '0:0'): Given => ({
    [`stat:${reading}`]: statLine(path, of, owner, folder ? 'directory' : 'regular file'),
  });
  testCheck(checkIn(all, id), {
    pass: [{ name: `root’s, ${mode}`, given: given(mode) }],
    fail: [
      { name: 'all can write it', given: given('777'), because: [`${path} mode: 0777`] },
      {
        name: `of an account that is not ${expected}`,
        given: given(mode, '1000:111'),
        because: [`${path} owner: ada (1000)`, `${path} group: docker (111)`],
      },
    ],
    notApplicable: [{ name: 'not there', given: {} }],
    unknown: [
      {
        name: 'it may not be looked at',
        given: { [`stat:${reading}`]: { exit: 1, stderr: `stat: ${path}: Permission denied\n` } },
      },
    ],
  });
});

testCheck(checkIn(all, 'kubelet.control-plane-admin-kubeconfig'), {
  pass: [
    {
      name: 'a copy that belongs to its user',
      given: {
        'stat:/home/*/.kube/config': statLine('/home/ada/.kube/config', '600', '1000:1000'),
      },
    },
  ],
  fail: [
    {
      name: 'a copy that others read',
      given: {
        'stat:/home/*/.kube/config': statLine('/home/ada/.kube/config', '644', '1000:1000'),
      },
      because: ['/home/ada/.kube/config mode: 0644'],
    },
  ],
});

testCheck(checkIn(all, 'kubelet.control-plane-etcd-data'), {
  pass: [
    {
      name: 'of the account etcd',
      given: {
        'stat:/var/lib/etcd': '700|998|998|etcd|etcd|directory|4096|1700000000|/var/lib/etcd\n',
      },
    },
  ],
  fail: [
    {
      name: 'k3s’ SQLite file is open',
      given: {
        'stat:/var/lib/rancher/k3s/server/db/state.db': statLine(
          '/var/lib/rancher/k3s/server/db/state.db',
          '644',
        ),
      },
      because: ['/var/lib/rancher/k3s/server/db/state.db mode: 0644'],
    },
  ],
});
