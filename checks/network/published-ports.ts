import {
  type CheckVerdict,
  chainTitle,
  DOCKER_TABLE,
  defineCheck,
  denyingChain,
  dockerBridges,
  ipv6Addresses,
  notApplicable,
  orAbsent,
  type PacketFilter,
  packetFilter,
  pass,
  passUnless,
  publishedPorts,
  required,
  rulesReached,
} from '../../src/index.ts';

/**
 * A rule in DOCKER-USER, or where it leads, that drops or rejects. Docker's nftables backend has no such
 * chain: there any other table at the forward hook comes in, but firewalld's, which lets published ports pass.
 */
function userRule(filter: PacketFilter): string | undefined {
  const byNftables = filter.chains.some(({ table }) => table === DOCKER_TABLE);
  const chains = filter.chains.filter(
    ({ name, hook, table }) =>
      name === 'DOCKER-USER' ||
      (byNftables && hook === 'forward' && table !== DOCKER_TABLE && table !== 'firewalld'),
  );
  const found = rulesReached(filter, chains).find(({ rule }) => rule.verdict === 'deny');
  return found === undefined ? undefined : `${chainTitle(found.chain)}: ${found.rule.text}`;
}

const usesUfw = ({ chains }: PacketFilter): boolean =>
  chains.some(({ name }) => name === 'ufw-user-input');

function publishedPast(filter: PacketFilter): CheckVerdict {
  const ports = publishedPorts(filter);
  if (ports.length === 0) return notApplicable('Docker publishes no port beyond loopback');
  const rule = userRule(filter);
  if (rule !== undefined) return pass(rule);
  return passUnless(
    ports.map(({ port, to }) => ({
      subject: `port ${port}`,
      expected: 'filtered by a rule in DOCKER-USER',
      actual: `open to every network, to ${to}`,
    })),
    '',
  );
}

const REMEDY =
  'Publish on one address (`-p 127.0.0.1:8080:80`), or filter in DOCKER-USER: `iptables -I DOCKER-USER -i eth0 ! -s 10.0.0.0/8 -j DROP`. ';

const ufwBypass = defineCheck({
  id: 'network.ufw-docker-bypass',
  area: 'network',
  title: 'Rules of ufw hold for published ports too',
  severity: 'high',
  level: 1,
  rationale:
    'Docker rewrites and forwards packets before ufw’s rules for the host see them: `ufw status` says deny, and the port is open to the Internet.',
  remedy: `${REMEDY}With ufw write that into /etc/ufw/after.rules.`,
  references: ['docker-docs:engine/network/packet-filtering-firewalls'],
  tags: ['docker', 'firewall'],
  needs: { filter: required(packetFilter) },
  evaluate({ filter }) {
    return usesUfw(filter) ? publishedPast(filter) : notApplicable('ufw is not active');
  },
});

const userRules = defineCheck({
  id: 'network.docker-user-rules',
  area: 'network',
  title: 'Who may reach published ports is said in the chain DOCKER-USER',
  severity: 'medium',
  level: 2,
  rationale:
    'Docker opens published ports ahead of the host’s own firewall; DOCKER-USER alone comes before.',
  remedy: REMEDY.trim(),
  references: ['docker-docs:engine/network/firewall-iptables'],
  tags: ['docker', 'firewall'],
  needs: { filter: required(packetFilter) },
  evaluate({ filter }) {
    return usesUfw(filter)
      ? notApplicable('ufw is active: network.ufw-docker-bypass asks this')
      : publishedPast(filter);
  },
});

const BRIDGE = /^(docker0|br-[0-9a-f]{12}|podman\d+|cni\d+|cni-podman\d+)$/;

const ipv6Exposure = defineCheck({
  id: 'network.ipv6-container-exposure',
  area: 'network',
  title: 'Containers with public IPv6 addresses are filtered',
  severity: 'high',
  level: 1,
  rationale:
    'A bridge with a public prefix needs no published port: each port of each container can be reached from the Internet unless the forward path drops it.',
  remedy:
    'Use Docker 27 or later with `ip6tables` on (the default), or `ip6tables -P FORWARD DROP` with rules of your own.',
  references: ['docker-docs:engine/daemon/ipv6'],
  tags: ['docker', 'podman', 'ipv6', 'firewall'],
  needs: { filter: required(packetFilter), addresses: orAbsent(ipv6Addresses) },
  evaluate({ filter, addresses = [] }) {
    const bridges = addresses.filter(({ device, isGlobal }) => isGlobal && BRIDGE.test(device));
    if (bridges.length === 0)
      return notApplicable('no bridge of containers has a public IPv6 address');
    const chain = denyingChain(filter, 'forward', 'ip6');
    if (chain !== undefined) return pass(`${chainTitle(chain)} denies what no rule allows`);
    const filtered = (device: string): boolean =>
      filter.chains.some(
        ({ family, rules }) =>
          family !== 'ip' &&
          rules.some(({ verdict, text }) => verdict === 'deny' && text.includes(device)),
      );
    return passUnless(
      bridges
        .filter(({ device }) => !filtered(device))
        .map(({ device }) => ({
          subject: device,
          expected: 'dropped unless allowed',
          actual: 'forwarded from everywhere',
        })),
      'packets to the bridges are filtered',
    );
  },
});

const interContainer = defineCheck({
  id: 'network.inter-container',
  area: 'network',
  title: 'Docker’s rules that keep its networks apart are in force',
  severity: 'medium',
  level: 1,
  rationale:
    'After a firewall was flushed the rules of Docker are gone, and containers of one network reach those of every other.',
  remedy: '`systemctl restart docker` after each reload of the firewall.',
  references: ['docker-bench:2.4'],
  tags: ['docker', 'firewall'],
  needs: { filter: required(packetFilter), bridges: required(dockerBridges) },
  evaluate({ filter, bridges }) {
    if (bridges.length < 2) return notApplicable('Docker has fewer than two bridges');
    const isKept = (bridge: string): boolean =>
      filter.chains.some(({ name, rules }) =>
        rules.some(
          ({ text, verdict }) =>
            verdict === 'deny' && (text.includes(bridge) || name.includes(bridge)),
        ),
      );
    return passUnless(
      bridges
        .filter((bridge) => !isKept(bridge))
        .map((bridge) => ({
          subject: bridge,
          expected: 'rules that keep it apart',
          actual: 'no rule drops packets for it',
        })),
      `rules for ${bridges.join(', ')}`,
    );
  },
});

export default [ufwBypass, userRules, ipv6Exposure, interContainer] as const;
