import type { Profile } from '../../src/index.ts';

export const kubernetesNode: Profile = {
  id: 'kubernetes-node',
  title: 'Kubernetes node',
  description:
    'A machine that runs a kubelet: baseline, with all that is known of kubelets and of what serves them (levels 1 and 2).',
  extends: ['baseline'],
  level: 2,
  include: [{ area: 'kubelet' }, { tag: 'kubernetes' }],
  parameters: {
    // kube-proxy and the network plugin write the rules.
    'daemon.iptables': { managedFirewall: true },
  },
};
