import {
  defineCheck,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  rancherConfig,
  rancherSwitch,
  staticPodFlags,
} from '../../src/index.ts';

export default defineCheck({
  id: 'kubelet.secrets-encryption',
  area: 'kubelet',
  title: 'Secrets are encrypted before they are stored',
  severity: 'medium',
  level: 1,
  rationale:
    'Whoever gets hold of a backup or a copy of etcd’s data otherwise reads every secret of the cluster.',
  remedy:
    'k3s: `secrets-encryption: true` in /etc/rancher/k3s/config.yaml, then `k3s secrets-encrypt`; kubeadm: `--encryption-provider-config` of the API server.',
  references: ['cis-k8s-1.12:1.2.27', 'kubernetes:tasks/administer-cluster/encrypt-data'],
  tags: ['kubernetes', 'control-plane'],
  needs: {
    rke2: orAbsent(rancherConfig('rke2')),
    k3s: orAbsent(rancherConfig('k3s')),
    server: orAbsent(staticPodFlags('kube-apiserver')),
  },
  evaluate: ({ rke2, k3s, server }) => {
    if (rke2?.server === true) return pass('RKE2 always encrypts them');
    if (k3s?.server === true) {
      const on = rancherSwitch(k3s, 'secrets-encryption');
      return passUnless(
        on ? [] : [{ subject: 'k3s, secrets-encryption', expected: 'true', actual: 'not set' }],
        'k3s: secrets-encryption is set',
      );
    }
    if (server === undefined) return notApplicable('no API server is set up on this host');
    const file = server.flags['encryption-provider-config'];
    return passUnless(
      file === undefined
        ? [
            {
              subject: `${server.path}, --encryption-provider-config`,
              expected: 'a file',
              actual: 'not set',
            },
          ]
        : [],
      `--encryption-provider-config=${file}`,
    );
  },
});
