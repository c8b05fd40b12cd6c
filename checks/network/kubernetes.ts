import { z } from 'zod';
import {
  cniConfigs,
  defineCheck,
  engine,
  fileText,
  type Mismatch,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  required,
  runningCommands,
} from '../../src/index.ts';

const NO_KUBELET = 'no kubelet is on this host';

const configuration = defineCheck({
  id: 'network.cni-configuration',
  area: 'network',
  title: 'One configuration of CNI is in force',
  severity: 'medium',
  level: 1,
  rationale:
    'The first by name wins: one that was left behind takes new pods off the plugin that enforces policies.',
  remedy: 'Remove the file that was left behind from /etc/cni/net.d.',
  references: ['cis-k8s-1.12:1.1.9'],
  tags: ['kubernetes'],
  params: z.object({
    /** Most networks; more than one where a plugin such as Multus calls others. */
    most: z.int().min(1).default(1),
  }),
  needs: { kubelet: orAbsent(engine('kubelet')), configs: required(cniConfigs) },
  evaluate({ kubelet, configs }, { params: { most } }) {
    if (kubelet === undefined) return notApplicable(NO_KUBELET);
    const [first, ...others] = configs.map(({ path }) => path);
    if (first === undefined)
      return notApplicable('/etc/cni/net.d holds no network: it may lie elsewhere');
    return passUnless(
      configs.length > most
        ? others.map((path) => ({
            subject: path,
            expected: `at most ${most} in the folder`,
            actual: `present, behind ${first}`,
          }))
        : [],
      `${first} is in force`,
    );
  },
});

const chain = defineCheck({
  id: 'network.cni-plugin-chain',
  area: 'network',
  title: 'The network of pods lets none of them listen to its neighbours',
  severity: 'medium',
  level: 1,
  rationale: 'On a bridge in promiscuous mode each pod sees what the others send.',
  remedy:
    'Remove `"promiscMode": true` from the configuration in /etc/cni/net.d; use hairpin mode where a pod must reach itself.',
  references: ['cni-docs:plugins/main/bridge'],
  tags: ['kubernetes', 'podman'],
  needs: { configs: required(cniConfigs) },
  evaluate({ configs }) {
    if (configs.length === 0) return notApplicable('/etc/cni/net.d holds no network');
    return passUnless(
      configs.flatMap(({ path, plugins }): Mismatch[] =>
        plugins
          .filter((plugin) => plugin['promiscMode'] === true)
          .map(() => ({ subject: `${path} promiscMode`, expected: 'false', actual: 'true' })),
      ),
      configs.map(({ path }) => path).join(', '),
    );
  },
});

/** Agents that enforce NetworkPolicy on a node, by the names of their processes. */
const POLICY_ENGINES: readonly string[] = [
  'calico-node',
  'calico-felix',
  'cilium-agent',
  'antrea-agent',
  'ovnkube',
  'ovnkube-node',
  'kube-router',
  'weave-npc',
  'azure-npm',
  'kube-network-policies',
];
const K3S: readonly string[] = ['k3s', 'k3s-server', 'k3s-agent', 'rke2'];

const policyEngine = defineCheck({
  id: 'network.policy-engine',
  area: 'network',
  title: 'Something on the node enforces network policies',
  severity: 'medium',
  level: 2,
  rationale: 'Without it NetworkPolicy objects are accepted, and do nothing.',
  remedy:
    'Install a network plugin that enforces policies; do not set `disable-network-policy` for k3s.',
  references: ['kubernetes-docs:concepts/services-networking/network-policies'],
  tags: ['kubernetes'],
  params: z.object({
    /** Names of processes of others that enforce policies. */
    processes: z.array(z.string()).default([]),
  }),
  needs: {
    kubelet: orAbsent(engine('kubelet')),
    commands: required(runningCommands),
    k3s: orAbsent(fileText('/etc/rancher/k3s/config.yaml')),
  },
  evaluate({ kubelet, commands, k3s = '' }, { params: { processes } }) {
    const embedded = K3S.some((name) => commands.has(name));
    if (kubelet === undefined && !embedded) return notApplicable(NO_KUBELET);
    const found = [...POLICY_ENGINES, ...processes].find((name) => commands.has(name.slice(0, 15)));
    if (found !== undefined) return pass(`${found} runs`);
    const isOff = /^\s*disable-network-policy:\s*["']?true/m.test(k3s);
    if (embedded && !isOff) return pass('k3s enforces them itself');
    return passUnless(
      [
        {
          subject: 'network policies',
          expected: 'an agent that enforces them',
          actual: isOff ? 'switched off in /etc/rancher/k3s/config.yaml' : 'no known agent runs',
        },
      ],
      '',
    );
  },
});

export default [configuration, chain, policyEngine] as const;
