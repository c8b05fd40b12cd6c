import firewall from '../../../checks/network/firewall.ts';
import metadataService from '../../../checks/network/metadata-service.ts';
import published from '../../../checks/network/published-ports.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const FILTER = 'packet_filter:';
const NFTABLES = 'stat:/etc/systemd/system/*.wants/*';
const V4 = 'text:/proc/sys/net/ipv4/ip_forward';
const V6 = 'text:/proc/sys/net/ipv6/conf/*/forwarding';
const all6 = (bit: 0 | 1): string => `/proc/sys/net/ipv6/conf/all/forwarding:${bit}\n`;
const INET6 = 'text:/proc/net/if_inet6';
const DEVICES = 'text:/proc/net/dev';
const PROCESSES = 'processes:';

const nft = (text: string): string => `section nft\n${text}status 0\n`;
const chain = (family: string, table: string, name: string, head: string, ...rules: string[]) =>
  `table ${family} ${table} {\n\tchain ${name} {\n${[head, ...rules]
    .filter((line) => line !== '')
    .map((line) => `\t\t${line}\n`)
    .join('')}\t}\n}\n`;
const base = (hook: string, policy: string): string =>
  `type filter hook ${hook} priority filter; policy ${policy};`;
const input = (family: string, policy: string, ...rules: string[]): string =>
  chain(family, 'filter', 'INPUT', base('input', policy), ...rules);
const forward = (family: string, policy: string, ...rules: string[]): string =>
  chain(family, 'filter', 'FORWARD', base('forward', policy), ...rules);
const enabled = (name: string): string =>
  statLine(`/etc/systemd/system/sysinit.target.wants/${name}`, {});
const PUBLIC = '20010db8000000000000000000000001 02 40 00 80     eth0\n';
const LINK = 'fe80000000000000000000000000000a 02 40 20 80     eth0\n';
/** No process of an engine: process 1 can be read. */
const NO_DAEMON = 'scan 1\n/proc/1/status:Uid:\t0\t0\t0\t0\n';
const DOCKERD = `scan 0\nmark 9 dockerd\n/proc/9/status:PPid:\t1\n/proc/9/status:Uid:\t0\t0\t0\t0\n${NO_DAEMON}`;

testCheck(checkIn(firewall, 'network.firewall-present'), {
  pass: [
    {
      name: 'nftables',
      given: { [FILTER]: nft(input('inet', 'drop')), [NFTABLES]: enabled('nftables.service') },
    },
    {
      name: 'rules that drop some, loaded by something else',
      given: { [FILTER]: nft(input('ip', 'accept', 'tcp dport 9100 drop')) },
      params: { restoredElsewhere: true },
    },
  ],
  fail: [
    {
      name: 'no rule at all',
      given: { [FILTER]: 'nf_tables absent\n' },
      because: [
        'packets for the host: no rule beside those of engines',
        'packets for the host after a reboot: none is enabled',
      ],
    },
    {
      name: 'rules of kube-proxy and fail2ban alone',
      given: {
        [FILTER]: nft(
          `${input('ip', 'accept', 'jump KUBE-FIREWALL', 'tcp dport 22 jump f2b-sshd')}${chain('ip', 'filter', 'KUBE-FIREWALL', '', 'meta mark 0x8000 drop')}${chain('ip', 'filter', 'f2b-sshd', '', 'ip saddr 192.0.2.1 reject')}`,
        ),
        [NFTABLES]: enabled('nftables.service'),
      },
      because: ['packets for the host: no rule beside those of engines'],
    },
    {
      name: 'a masked unit',
      given: {
        [FILTER]: nft(input('inet', 'drop')),
        [NFTABLES]: enabled('nftables.service'),
        'stat:/etc/systemd/system/*': statLine('/etc/systemd/system/nftables.service', {
          type: 'character special file',
        }),
      },
      because: ['packets for the host after a reboot: none is enabled'],
    },
  ],
  notApplicable: [
    {
      name: 'a filter outside',
      given: { [FILTER]: 'nf_tables absent\n' },
      params: { filteredOutside: true },
    },
  ],
  unknown: [{ name: 'no program to list', given: { [FILTER]: 'nf_tables toolless\n' } }],
});

testCheck(checkIn(firewall, 'network.input-default-deny'), {
  pass: [{ name: 'a policy', given: { [FILTER]: nft(input('ip', 'drop')) } }],
  fail: [
    {
      name: 'accepted',
      given: { [FILTER]: nft(input('ip', 'accept')) },
      because: ['IPv4 packets for the host: accepted by ip filter INPUT'],
    },
    {
      name: 'no chain',
      given: { [FILTER]: 'nf_tables absent\n' },
      because: ['IPv4 packets for the host: no chain at the input hook'],
    },
  ],
});

testCheck(checkIn(firewall, 'network.input-default-deny-ipv6'), {
  pass: [
    {
      name: 'one table for both',
      given: { [FILTER]: nft(input('inet', 'drop')), [INET6]: PUBLIC },
    },
  ],
  fail: [
    {
      name: 'IPv4 alone',
      given: { [FILTER]: nft(input('ip', 'drop')), [INET6]: PUBLIC },
      because: ['IPv6 packets for the host: no chain at the input hook'],
    },
  ],
  notApplicable: [
    {
      name: 'addresses of links alone',
      given: { [FILTER]: nft(input('ip', 'drop')), [INET6]: LINK },
    },
    { name: 'no filter at all', given: { [FILTER]: nft(input('ip', 'accept')), [INET6]: PUBLIC } },
    { name: 'IPv6 off', given: { [FILTER]: nft(input('ip', 'drop')) } },
  ],
});

testCheck(checkIn(firewall, 'network.forward-policy'), {
  pass: [
    {
      name: 'both families',
      given: {
        [FILTER]: nft(forward('inet', 'drop')),
        [V4]: '1\n',
        [V6]: all6(1),
        [PROCESSES]: NO_DAEMON,
      },
    },
  ],
  fail: [
    {
      name: 'as Docker leaves a host that forwarded before',
      given: {
        [FILTER]: nft(forward('ip', 'accept', 'counter jump DOCKER-USER')),
        [V4]: '1\n',
        [V6]: all6(0),
        [PROCESSES]: NO_DAEMON,
      },
      because: ['forwarded IPv4 packets: accepted by ip filter FORWARD'],
    },
    {
      name: 'another number than 1',
      given: {
        [FILTER]: nft(forward('ip', 'accept')),
        [V4]: '2\n',
        [V6]: all6(0),
        [PROCESSES]: NO_DAEMON,
      },
      because: ['forwarded IPv4 packets: accepted by ip filter FORWARD'],
    },
    {
      name: 'IPv6 forgotten',
      given: {
        [FILTER]: nft(forward('ip', 'drop')),
        [V4]: '1\n',
        [V6]: all6(1),
        [PROCESSES]: NO_DAEMON,
      },
      because: ['forwarded IPv6 packets: no chain at the forward hook'],
    },
  ],
  notApplicable: [
    {
      name: 'nothing is forwarded',
      given: { [FILTER]: 'nf_tables absent\n', [V4]: '0\n', [PROCESSES]: NO_DAEMON },
    },
    {
      name: 'a node of k3s',
      given: {
        [FILTER]: nft(forward('ip', 'accept')),
        [V4]: '1\n',
        [PROCESSES]: NO_DAEMON,
        'stat:/var/lib/rancher': statLine('/var/lib/rancher', { type: 'directory' }),
      },
    },
  ],
});

testCheck(checkIn(firewall, 'network.firewall-single'), {
  pass: [
    {
      name: 'one',
      given: { [FILTER]: nft(input('inet', 'drop')), [NFTABLES]: enabled('nftables.service') },
    },
    { name: 'none', given: { [FILTER]: 'nf_tables absent\n' } },
  ],
  fail: [
    {
      name: 'two programs and two backends',
      given: {
        [FILTER]: `${nft(input('ip', 'drop', 'tcp dport 22 accept'))}section legacy4\n*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -j ACCEPT\nstatus 0\n`,
        [NFTABLES]: enabled('nftables.service') + enabled('ufw.service'),
      },
      because: [
        'services that load rules: ufw.service, nftables.service',
        'backends with rules: nf_tables and ip filter INPUT (legacy)',
      ],
    },
  ],
});

const NAT = chain(
  'ip',
  'nat',
  'DOCKER',
  '',
  'iifname != "docker0" tcp dport 8080 counter dnat to 172.17.0.2:80',
);
const UFW = chain('ip', 'filter', 'ufw-user-input', '', 'tcp dport 22 counter accept');
const USER = chain(
  'ip',
  'filter',
  'DOCKER-USER',
  '',
  'ip saddr != 10.0.0.0/8 counter drop',
  'counter return',
);
const EMPTY_USER = chain('ip', 'filter', 'DOCKER-USER', '', 'counter return');

testCheck(checkIn(published, 'network.ufw-docker-bypass'), {
  pass: [{ name: 'a rule in DOCKER-USER', given: { [FILTER]: nft(UFW + NAT + USER) } }],
  fail: [
    {
      name: 'a port past ufw',
      given: { [FILTER]: nft(UFW + NAT + EMPTY_USER) },
      because: ['port 8080: open to every network, to 172.17.0.2:80'],
    },
  ],
  notApplicable: [
    { name: 'no ufw', given: { [FILTER]: nft(NAT) } },
    { name: 'no port', given: { [FILTER]: nft(UFW + EMPTY_USER) } },
  ],
});

testCheck(checkIn(published, 'network.docker-user-rules'), {
  pass: [
    {
      name: 'Docker 29 with nftables, and a table of the site',
      given: {
        [FILTER]: nft(
          `${chain('ip', 'docker-bridges', 'nat-prerouting-and-output', '', 'tcp dport 8080 counter dnat to 172.17.0.2:80')}${forward('inet', 'accept', 'iifname "eth0" ip saddr != 10.0.0.0/8 drop')}`,
        ),
      },
    },
    {
      name: 'a rule in a chain that it leads to',
      given: {
        [FILTER]: nft(
          `${NAT}${chain('ip', 'filter', 'DOCKER-USER', '', 'jump mine')}${chain('ip', 'filter', 'mine', '', 'tcp dport 80 reject')}`,
        ),
      },
    },
  ],
  fail: [
    {
      name: 'Docker 29 with nftables, and nothing else',
      given: {
        [FILTER]: nft(
          chain(
            'ip',
            'docker-bridges',
            'nat-prerouting-and-output',
            '',
            'tcp dport 8080 counter dnat to 172.17.0.2:80',
          ),
        ),
      },
      because: ['port 8080: open to every network, to 172.17.0.2:80'],
    },
    {
      name: 'nothing but return',
      given: { [FILTER]: nft(NAT + EMPTY_USER) },
      because: ['port 8080: open to every network, to 172.17.0.2:80'],
    },
  ],
  notApplicable: [
    { name: 'ufw', given: { [FILTER]: nft(UFW + NAT) } },
    { name: 'no port', given: { [FILTER]: 'nf_tables absent\n' } },
  ],
});

const BRIDGE6 = '20010db8000000010000000000000001 05 40 00 80     docker0\n';

testCheck(checkIn(published, 'network.ipv6-container-exposure'), {
  pass: [
    { name: 'a policy', given: { [FILTER]: nft(forward('ip6', 'drop')), [INET6]: BRIDGE6 } },
    {
      name: 'a rule of Docker 28',
      given: {
        [FILTER]: nft(
          forward('ip6', 'accept', 'iifname != "docker0" oifname "docker0" counter drop'),
        ),
        [INET6]: BRIDGE6,
      },
    },
  ],
  fail: [
    {
      name: 'nothing for IPv6',
      given: { [FILTER]: nft(forward('ip', 'drop')), [INET6]: BRIDGE6 },
      because: ['docker0: forwarded from everywhere'],
    },
  ],
  notApplicable: [
    { name: 'no public bridge', given: { [FILTER]: 'nf_tables absent\n', [INET6]: PUBLIC + LINK } },
  ],
});

const TWO = '    lo: 1\n  eth0: 1 2\n docker0: 0 0\nbr-897c055ff3b5: 0 0\n';

testCheck(checkIn(published, 'network.inter-container'), {
  pass: [
    {
      name: 'Docker 20.10',
      given: {
        [FILTER]: nft(
          chain(
            'ip',
            'filter',
            'DOCKER-ISOLATION-STAGE-2',
            '',
            'oifname "br-897c055ff3b5" counter drop',
            'oifname "docker0" counter drop',
          ),
        ),
        [DEVICES]: TWO,
      },
    },
  ],
  fail: [
    {
      name: 'flushed',
      given: { [FILTER]: nft(forward('ip', 'drop')), [DEVICES]: TWO },
      because: [
        'docker0: no rule drops packets for it',
        'br-897c055ff3b5: no rule drops packets for it',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'one bridge',
      given: { [FILTER]: 'nf_tables absent\n', [DEVICES]: '    lo: 1\n docker0: 0\n' },
    },
  ],
});

const VENDOR = 'text:/sys/class/dmi/id/sys_vendor';
const EC2 = { [VENDOR]: 'Amazon EC2\n', [PROCESSES]: DOCKERD };

testCheck(metadataService, {
  pass: [
    {
      name: 'a rule in DOCKER-USER',
      given: {
        ...EC2,
        [FILTER]: nft(
          chain('ip', 'filter', 'DOCKER-USER', '', 'ip daddr 169.254.169.254 counter drop'),
        ),
      },
    },
  ],
  fail: [] as never,
  manual: [
    { name: 'no rule', given: { ...EC2, [FILTER]: 'nf_tables absent\n' } },
    {
      name: 'a rule for the host alone',
      given: {
        ...EC2,
        [FILTER]: nft(
          chain(
            'ip',
            'filter',
            'OUTPUT',
            base('output', 'accept'),
            'ip daddr 169.254.169.254 drop',
          ),
        ),
      },
    },
  ],
  notApplicable: [
    { name: 'no cloud', given: { ...EC2, [VENDOR]: 'QEMU\n', [FILTER]: 'nf_tables absent\n' } },
    {
      name: 'no engine',
      given: { [VENDOR]: 'Amazon EC2\n', [PROCESSES]: NO_DAEMON, [FILTER]: 'nf_tables absent\n' },
    },
  ],
});
