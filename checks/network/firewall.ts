import { z } from 'zod';
import {
  chainsAt,
  chainTitle,
  defineCheck,
  denyingChain,
  engine,
  type IpFamily,
  ipv6Addresses,
  type Mismatch,
  notApplicable,
  orAbsent,
  type PacketFilter,
  packetFilter,
  passUnless,
  required,
  rulesReached,
  startsAtBoot,
  stat,
  sysctl,
} from '../../src/index.ts';

/** Units that load a firewall at boot. */
const MANAGERS: readonly string[] = [
  'firewalld.service',
  'ufw.service',
  'nftables.service',
  'netfilter-persistent.service',
  'iptables.service',
  'ip6tables.service',
  'shorewall.service',
  'ferm.service',
  'SuSEfirewall2.service',
];

/** Chains and tables that engines, network plugins and log watchers keep for themselves. */
const NOT_A_FIREWALL =
  /^(KUBE-|DOCKER|NETAVARK|CNI-|cali-|calico|CILIUM_|cilium|FLANNEL|ANTREA|f2b-|f2b_|kube-proxy|docker-bridges|netavark|crowdsec)/i;

function inputRules(filter: PacketFilter): readonly string[] {
  return (['ip', 'ip6'] as const).flatMap((family) =>
    rulesReached(filter, chainsAt(filter, 'input', family)).flatMap(({ chain, rule }) =>
      rule.verdict !== 'deny' || NOT_A_FIREWALL.test(chain.name) || NOT_A_FIREWALL.test(chain.table)
        ? []
        : [chainTitle(chain)],
    ),
  );
}

const present = defineCheck({
  id: 'network.firewall-present',
  area: 'network',
  title: 'A firewall filters what comes to the host, now and after a boot',
  severity: 'high',
  level: 1,
  rationale:
    'Without one each service that starts is open to every network of the host, the management interfaces of containers among them.',
  remedy:
    'Debian, Ubuntu: `ufw default deny incoming; ufw allow OpenSSH; ufw enable`. RHEL, Fedora, SUSE: `systemctl enable --now firewalld`. Elsewhere: a table in /etc/nftables.conf and `systemctl enable --now nftables`.',
  references: ['lynis:FIRE-4590'],
  tags: ['firewall'],
  params: z.object({
    /** Something else than a known unit loads the rules at boot. */
    restoredElsewhere: z.boolean().default(false),
    /** A filter outside the host stands before it. */
    filteredOutside: z.boolean().default(false),
  }),
  needs: { filter: required(packetFilter), starts: required(startsAtBoot(MANAGERS)) },
  evaluate({ filter, starts }, { params: { restoredElsewhere, filteredOutside } }) {
    if (filteredOutside) return notApplicable('the profile says that the host is filtered outside');
    const wrong: Mismatch[] = [];
    const chains = [
      ...inputRules(filter),
      ...(['ip', 'ip6'] as const).flatMap((family) => {
        const chain = denyingChain(filter, 'input', family);
        return chain === undefined ? [] : [chainTitle(chain)];
      }),
    ];
    if (chains.length === 0) {
      wrong.push({
        subject: 'packets for the host',
        expected: 'rules that drop or reject',
        actual: 'no rule beside those of engines',
      });
    }
    if (starts.length === 0 && !restoredElsewhere) {
      wrong.push({
        subject: 'packets for the host after a reboot',
        expected: 'a service that loads the rules',
        actual: 'none is enabled',
      });
    }
    return passUnless(
      wrong,
      `${[...new Set(chains)].join(', ')}; ${starts.map((s) => s.link).join(', ')}`,
    );
  },
});

const FORWARD_REMEDY =
  '`iptables -P FORWARD DROP; ip6tables -P FORWARD DROP`, kept by netfilter-persistent or the like; ufw: DEFAULT_FORWARD_POLICY="DROP" in /etc/default/ufw.';

const inputDeny = defineCheck({
  id: 'network.input-default-deny',
  area: 'network',
  title: 'What no rule allows does not come to the host',
  severity: 'high',
  level: 2,
  rationale: 'Else a new service is public the moment that it starts.',
  remedy:
    '`ufw default deny incoming`; firewalld: a default zone whose target is not ACCEPT; nftables: `policy drop` in the chain at the input hook.',
  references: ['lynis:FIRE-4508'],
  tags: ['firewall'],
  needs: { filter: required(packetFilter) },
  evaluate({ filter }) {
    const chain = denyingChain(filter, 'input', 'ip');
    return passUnless(
      chain === undefined
        ? [
            {
              subject: 'IPv4 packets for the host',
              expected: 'dropped unless allowed',
              actual: defaultOf(filter, 'input', 'ip'),
            },
          ]
        : [],
      chain === undefined ? '' : `${chainTitle(chain)} denies what no rule allows`,
    );
  },
});

function defaultOf(filter: PacketFilter, hook: 'input' | 'forward', family: IpFamily): string {
  const chains = chainsAt(filter, hook, family);
  if (chains.length === 0) return `no chain at the ${hook} hook`;
  return `accepted by ${chains.map(chainTitle).join(', ')}`;
}

const inputDeny6 = defineCheck({
  id: 'network.input-default-deny-ipv6',
  area: 'network',
  title: 'IPv6 packets are filtered as IPv4 packets are',
  severity: 'high',
  level: 1,
  rationale: 'What is closed on IPv4 stays open on IPv6, and nobody looks there.',
  remedy:
    'nftables: a table of family inet. ufw: `IPV6=yes` in /etc/default/ufw. Else mirror the rules with ip6tables.',
  references: [],
  tags: ['firewall', 'ipv6'],
  needs: { filter: required(packetFilter), addresses: orAbsent(ipv6Addresses) },
  evaluate({ filter, addresses = [] }) {
    const routed = addresses.filter(({ isRouted }) => isRouted);
    if (routed.length === 0) return notApplicable('the host has no IPv6 address beyond its links');
    if (denyingChain(filter, 'input', 'ip') === undefined) {
      return notApplicable('IPv4 packets for the host are not denied by default either');
    }
    const chain = denyingChain(filter, 'input', 'ip6');
    return passUnless(
      chain === undefined
        ? [
            {
              subject: 'IPv6 packets for the host',
              expected: 'dropped unless allowed',
              actual: defaultOf(filter, 'input', 'ip6'),
            },
          ]
        : [],
      chain === undefined ? '' : `${chainTitle(chain)} denies what no rule allows`,
    );
  },
});

const forward = defineCheck({
  id: 'network.forward-policy',
  area: 'network',
  title: 'The host forwards nothing that no rule allows',
  severity: 'high',
  level: 1,
  rationale:
    'Whoever shares a network with the host sets a route through it, and reaches each port of each container, published or not.',
  remedy: FORWARD_REMEDY,
  references: ['docker-bench:2.4'],
  tags: ['firewall', 'docker'],
  needs: {
    filter: required(packetFilter),
    v4: orAbsent(sysctl('net.ipv4.ip_forward')),
    v6: orAbsent(sysctl('net.ipv6.conf.all.forwarding')),
    kubelet: orAbsent(engine('kubelet')),
    rancher: orAbsent(stat('/var/lib/rancher')),
  },
  evaluate({ filter, v4, v6, kubelet, rancher }) {
    const [forwards4, forwards6] = [v4, v6].map((one) => one !== undefined && one !== '0');
    if (!forwards4 && !forwards6) return notApplicable('the host forwards no packets');
    if (kubelet !== undefined || rancher !== undefined) {
      return notApplicable('what pods may reach is the network plugin’s to filter');
    }
    const families = [
      ...(forwards4 ? (['ip'] as const) : []),
      ...(forwards6 ? (['ip6'] as const) : []),
    ];
    const wrong = families.filter(
      (family) => denyingChain(filter, 'forward', family) === undefined,
    );
    return passUnless(
      wrong.map((family) => ({
        subject: family === 'ip' ? 'forwarded IPv4 packets' : 'forwarded IPv6 packets',
        expected: 'dropped unless allowed',
        actual: defaultOf(filter, 'forward', family),
      })),
      'what no rule allows is not forwarded',
    );
  },
});

const single = defineCheck({
  id: 'network.firewall-single',
  area: 'network',
  title: 'One program is in charge of the firewall, in one backend',
  severity: 'medium',
  level: 1,
  rationale:
    'Two of them flush each other’s rules, at boot in any order; and rules of iptables-legacy stand where nobody who lists nftables sees them.',
  remedy:
    '`systemctl disable --now` all but one; move rules of iptables-legacy with iptables-legacy-save and iptables-restore, then reboot.',
  references: ['lynis:FIRE-4512'],
  tags: ['firewall'],
  needs: { filter: required(packetFilter), starts: required(startsAtBoot(MANAGERS)) },
  evaluate({ filter, starts }) {
    // One loads both families: iptables.service and ip6tables.service belong together.
    const managers = starts.filter(({ name }) => name !== 'ip6tables.service');
    const wrong: Mismatch[] = [];
    if (managers.length > 1) {
      const actual = managers.map(({ name }) => name).join(', ');
      wrong.push({ subject: 'services that load rules', expected: 'one', actual });
    }
    const inUse = filter.chains.filter(({ rules }) => rules.length > 0);
    const legacy = inUse.filter((chain) => chain.legacy).map(chainTitle);
    if (legacy.length > 0 && inUse.some((chain) => !chain.legacy)) {
      wrong.push({
        subject: 'backends with rules',
        expected: 'one',
        actual: `nf_tables and ${legacy.slice(0, 3).join(', ')}`,
      });
    }
    return passUnless(
      wrong,
      managers.map(({ name }) => name).join(', ') || 'no service loads rules',
    );
  },
});

export default [present, inputDeny, inputDeny6, forward, single] as const;
