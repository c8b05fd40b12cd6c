import {
  chainsAt,
  chainTitle,
  configValue,
  defineCheck,
  denyingChain,
  dockerBridges,
  dockerSettings,
  engine,
  type Mismatch,
  notApplicable,
  orAbsent,
  packetFilter,
  pass,
  passUnless,
  podmanConfig,
  required,
  rulesReached,
  shownValue,
  sysctl,
} from '../../src/index.ts';

const CALLS = ['bridge-nf-call-iptables', 'bridge-nf-call-ip6tables'] as const;

const bridgeNetfilter = defineCheck({
  id: 'network.bridge-netfilter',
  area: 'network',
  title: 'Packets between containers of one bridge pass the packet filter where rules count on it',
  severity: 'medium',
  level: 1,
  rationale:
    'Without it the rules that keep containers of one network apart are there, and hold for nothing.',
  remedy:
    '`echo br_netfilter > /etc/modules-load.d/br_netfilter.conf; modprobe br_netfilter`, then `net.bridge.bridge-nf-call-iptables = 1` and `…ip6tables = 1` in /etc/sysctl.d.',
  references: ['kernel-doc:networking/ip-sysctl.rst'],
  tags: ['docker', 'kubernetes', 'firewall'],
  needs: {
    docker: orAbsent(dockerSettings('icc')),
    kubelet: orAbsent(engine('kubelet')),
    v4: orAbsent(sysctl(`net.bridge.${CALLS[0]}`)),
    v6: orAbsent(sysctl(`net.bridge.${CALLS[1]}`)),
  },
  evaluate({ docker, kubelet, v4, v6 }) {
    const apart = docker?.sides.some(({ settings }) => settings.icc === false) === true;
    if (!apart && kubelet === undefined) {
      return notApplicable('neither Docker’s icc=false nor a kubelet counts on it');
    }
    return passUnless(
      [v4, v6].flatMap((set, at): Mismatch[] =>
        set === '1'
          ? []
          : [
              {
                subject: `net.bridge.${CALLS[at]}`,
                expected: '1',
                actual: set ?? 'the module br_netfilter is not loaded',
              },
            ],
      ),
      'both families pass the packet filter',
    );
  },
});

const hostAccess = defineCheck({
  id: 'network.container-host-access',
  area: 'network',
  title: 'Containers reach only those services of the host that are meant for them',
  severity: 'medium',
  level: 2,
  rationale:
    'The gateway of a container’s network is the host: sshd, the kubelet and databases answer there.',
  remedy:
    'nftables: `iifname "docker0" drop` and the like at the input hook, behind what containers may use; or deny by default.',
  references: [],
  tags: ['docker', 'firewall'],
  needs: { filter: required(packetFilter), bridges: required(dockerBridges) },
  evaluate({ filter, bridges }) {
    if (bridges.length === 0) return notApplicable('Docker has no bridge of its own naming');
    const chain = denyingChain(filter, 'input', 'ip');
    if (chain !== undefined) return pass(`${chainTitle(chain)} denies what no rule allows`);
    const rules = rulesReached(filter, chainsAt(filter, 'input', 'ip'));
    const isKept = (bridge: string): boolean =>
      rules.some(
        ({ rule: { text, verdict } }) =>
          verdict === 'deny' &&
          (text.includes(bridge) || (bridge !== 'docker0' && /\bbr-[*+]/.test(text))),
      );
    return passUnless(
      bridges
        .filter((bridge) => !isKept(bridge))
        .map((bridge) => ({
          subject: bridge,
          expected: 'a rule that drops what is not allowed',
          actual: 'each service of the host answers',
        })),
      `rules for ${bridges.join(', ')}`,
    );
  },
});

const firewalldZone = defineCheck({
  id: 'network.firewalld-docker-zone',
  area: 'network',
  title: 'firewalld has Docker’s bridges in the zone docker',
  severity: 'medium',
  level: 1,
  rationale:
    'A bridge in the zone trusted opens the whole host to containers; one in no zone loses its rules at a reload.',
  remedy:
    '`firewall-cmd --permanent --zone=docker --add-interface=docker0; firewall-cmd --reload`, then `systemctl restart docker`.',
  references: ['docker-docs:engine/network/packet-filtering-firewalls'],
  tags: ['docker', 'firewall'],
  needs: { filter: required(packetFilter), bridges: required(dockerBridges) },
  evaluate({ filter, bridges }) {
    const zones = filter.chains.filter(
      ({ name, table }) =>
        name === 'filter_INPUT_ZONES' || (table === 'filter' && name === 'INPUT_ZONES'),
    );
    if (zones.length === 0) return notApplicable('firewalld is not active');
    if (bridges.length === 0) return notApplicable('Docker has no bridge of its own naming');
    const zoneOf = (bridge: string): string | undefined => {
      const rule = zones
        .flatMap(({ rules }) => rules)
        .find(({ text, target }) => target !== undefined && text.includes(bridge));
      return rule?.target?.replace(/^(filter_)?IN_/, '');
    };
    return passUnless(
      bridges.flatMap((bridge): Mismatch[] => {
        const zone = zoneOf(bridge);
        return zone === 'docker'
          ? []
          : [
              {
                subject: bridge,
                expected: 'zone docker',
                actual: zone === undefined ? 'the default zone' : `zone ${zone}`,
              },
            ];
      }),
      `${bridges.join(', ')}: zone docker`,
    );
  },
});

const podmanFirewall = defineCheck({
  id: 'network.podman-firewall',
  area: 'network',
  title: 'Podman makes rules for its networks',
  severity: 'medium',
  level: 1,
  rationale:
    'With the driver `none` nothing filters or keeps apart the containers that root starts.',
  remedy: 'Remove `firewall_driver = "none"` from [network] of containers.conf.',
  references: ['containers.conf(5):NETWORK-TABLE'],
  tags: ['podman', 'firewall'],
  needs: { config: orAbsent(podmanConfig) },
  evaluate({ config }) {
    if (config === undefined) return notApplicable('Podman is not on this host');
    const set = configValue(config, ['network', 'firewall_driver']);
    return passUnless(
      set?.value === 'none'
        ? [
            {
              subject: 'Podman firewall_driver',
              expected: 'nftables or iptables',
              actual: `none, set by ${set.path}`,
            },
          ]
        : [],
      set === undefined ? 'chosen by the build' : shownValue(set.value),
    );
  },
});

export default [bridgeNetfilter, hostAccess, firewalldZone, podmanFirewall] as const;
