import { defineCheck, etcdSettings, notApplicable, orAbsent, passUnless } from '../../src/index.ts';

export default defineCheck({
  id: 'kubelet.etcd-client-authentication',
  area: 'kubelet',
  title: 'etcd asks clients and peers for certificates',
  severity: 'critical',
  level: 1,
  rationale:
    'Whoever reaches port 2379 otherwise reads every secret of the cluster, and writes themselves an administrator.',
  remedy:
    'Set `--client-cert-auth=true` and `--peer-client-cert-auth=true` with the files of their CAs, and leave out `--auto-tls`.',
  references: ['cis-k8s-1.12:2.2', 'cis-k8s-1.12:2.3', 'cis-k8s-1.12:2.5', 'cis-k8s-1.12:2.6'],
  tags: ['kubernetes', 'etcd', 'control-plane'],
  needs: { etcd: orAbsent(etcdSettings) },
  evaluate: ({ etcd }) => {
    if (etcd === undefined) return notApplicable('no etcd is set up on this host');
    const wrong = etcd.flatMap(({ path, clients, peers, automatic }) => [
      ...(clients ? [] : [{ subject: `${path} clients`, expected: 'asked', actual: 'not asked' }]),
      ...(peers ? [] : [{ subject: `${path} peers`, expected: 'asked', actual: 'not asked' }]),
      ...(automatic
        ? [{ subject: `${path} auto-tls`, expected: 'off', actual: 'certificates of its own' }]
        : []),
    ]);
    return passUnless(wrong, etcd.map(({ path }) => path).join(', '));
  },
});
