import bridges from '../../../checks/network/bridges.ts';
import kubernetes from '../../../checks/network/kubernetes.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const FILTER = 'packet_filter:';
const DEVICES = 'text:/proc/net/dev';
const PROCESSES = 'processes:';
const COMMANDS = 'commands:';
const NO_DAEMON = 'scan 1\n/proc/1/status:Uid:\t0\t0\t0\t0\n';
const DOCKERD = `scan 0\nmark 9 dockerd\n/proc/9/status:PPid:\t1\n/proc/9/status:Uid:\t0\t0\t0\t0\narg 9 /usr/bin/dockerd\n${NO_DAEMON.slice('scan 1\n'.length)}`;
const KUBELET = {
  [PROCESSES]: NO_DAEMON,
  'stat:/usr/bin/kubelet': statLine('/usr/bin/kubelet', { type: 'regular file' }),
};
const V4 = 'text:/proc/sys/net/bridge/bridge-nf-call-iptables';
const V6 = 'text:/proc/sys/net/bridge/bridge-nf-call-ip6tables';
const ps = (...names: string[]): string =>
  `${['systemd', ...names].map((name, at) => `/proc/${at + 1}/comm:${name}\n`).join('')}status 0\n`;

testCheck(checkIn(bridges, 'network.bridge-netfilter'), {
  pass: [{ name: 'a node', given: { ...KUBELET, [V4]: '1\n', [V6]: '1\n' } }],
  fail: [
    {
      name: 'off, and not there',
      given: { ...KUBELET, [V4]: '0\n' },
      because: [
        'net.bridge.bridge-nf-call-iptables: 0',
        'net.bridge.bridge-nf-call-ip6tables: the module br_netfilter is not loaded',
      ],
    },
    {
      name: 'Docker with icc=false',
      given: {
        [PROCESSES]: DOCKERD,
        'text:/etc/docker/daemon.json': '{"icc": false}\n',
        [V4]: '0\n',
        [V6]: '1\n',
      },
      because: ['net.bridge.bridge-nf-call-iptables: 0'],
    },
  ],
  notApplicable: [{ name: 'nobody counts on it', given: { [PROCESSES]: NO_DAEMON } }],
});

const nft = (table: string, chain: string, ...lines: string[]): string =>
  `section nft\ntable ${table} {\n\tchain ${chain} {\n${lines.map((line) => `\t\t${line}\n`).join('')}\t}\n}\nstatus 0\n`;
const INPUT = 'type filter hook input priority filter; policy accept;';
const ONE = '    lo: 1\n  eth0: 1\ndocker0: 1\n';
const TWO = `${ONE}br-897c055ff3b5: 1\n`;

testCheck(checkIn(bridges, 'network.container-host-access'), {
  pass: [
    {
      name: 'rules for each',
      given: {
        [FILTER]: nft(
          'inet filter',
          'input',
          INPUT,
          'iifname "docker0" drop',
          'iifname "br-*" counter drop',
        ),
        [DEVICES]: TWO,
      },
    },
    {
      name: 'denied by default',
      given: {
        [FILTER]: nft('inet filter', 'input', INPUT.replace('accept', 'drop')),
        [DEVICES]: TWO,
      },
    },
  ],
  fail: [
    {
      name: 'the first bridge alone',
      given: {
        [FILTER]: nft('inet filter', 'input', INPUT, 'iifname "docker0" drop'),
        [DEVICES]: TWO,
      },
      because: ['br-897c055ff3b5: each service of the host answers'],
    },
  ],
  notApplicable: [
    {
      name: 'no bridge',
      given: { [FILTER]: 'nf_tables absent\n', [DEVICES]: 'lo: 1\n eth0: 1\n' },
    },
  ],
});

const zones = (...rules: string[]): string => nft('inet firewalld', 'filter_INPUT_ZONES', ...rules);

testCheck(checkIn(bridges, 'network.firewalld-docker-zone'), {
  pass: [
    {
      name: 'as Docker does',
      given: {
        [FILTER]: zones('iifname "docker0" goto filter_IN_docker', 'goto filter_IN_public'),
        [DEVICES]: ONE,
      },
    },
  ],
  fail: [
    {
      name: 'trusted, and forgotten',
      given: {
        [FILTER]: zones('iifname "docker0" goto filter_IN_trusted', 'goto filter_IN_public'),
        [DEVICES]: TWO,
      },
      because: ['docker0: zone trusted', 'br-897c055ff3b5: the default zone'],
    },
  ],
  notApplicable: [
    { name: 'no firewalld', given: { [FILTER]: 'nf_tables absent\n', [DEVICES]: ONE } },
    {
      name: 'no bridge',
      given: { [FILTER]: zones('goto filter_IN_public'), [DEVICES]: 'lo: 1\n eth0: 1\n' },
    },
  ],
});

const PODMAN = {
  [PROCESSES]: NO_DAEMON,
  'stat:/usr/bin/podman': statLine('/usr/bin/podman', { type: 'regular file' }),
};
const CONTAINERS = 'text:/etc/containers/containers.conf';

testCheck(checkIn(bridges, 'network.podman-firewall'), {
  pass: [
    { name: 'by the build', given: PODMAN },
    {
      name: 'nftables',
      given: { ...PODMAN, [CONTAINERS]: '[network]\nfirewall_driver = "nftables"\n' },
    },
  ],
  fail: [
    {
      name: 'none',
      given: { ...PODMAN, [CONTAINERS]: '[network]\nfirewall_driver = "none"\n' },
      because: ['Podman firewall_driver: none, set by /etc/containers/containers.conf'],
    },
  ],
  notApplicable: [{ name: 'no Podman', given: { [PROCESSES]: NO_DAEMON } }],
});

const LISTS = 'text:/etc/cni/net.d/*.conflist';
const conflist = (path: string, text: string): string => `/etc/cni/net.d/${path}:${text}\n`;
const CALICO = conflist('10-calico.conflist', '{"plugins": [{"type": "calico"}]}');
const FLANNEL = conflist('10-flannel.conflist', '{"plugins": [{"type": "flannel"}]}');

testCheck(checkIn(kubernetes, 'network.cni-configuration'), {
  pass: [
    { name: 'one', given: { ...KUBELET, [LISTS]: CALICO } },
    {
      name: 'two that are meant',
      given: { ...KUBELET, [LISTS]: CALICO + FLANNEL },
      params: { most: 2 },
    },
  ],
  fail: [
    {
      name: 'one left behind',
      given: { ...KUBELET, [LISTS]: CALICO + FLANNEL },
      because: [
        '/etc/cni/net.d/10-flannel.conflist: present, behind /etc/cni/net.d/10-calico.conflist',
      ],
    },
  ],
  notApplicable: [
    { name: 'no kubelet', given: { [PROCESSES]: NO_DAEMON, [LISTS]: CALICO } },
    { name: 'no network', given: KUBELET },
  ],
  unknown: [{ name: 'no JSON', given: { ...KUBELET, [LISTS]: conflist('x.conflist', '{') } }],
});

testCheck(checkIn(kubernetes, 'network.cni-plugin-chain'), {
  pass: [{ name: 'Calico', given: { [LISTS]: CALICO } }],
  fail: [
    {
      name: 'promiscuous',
      given: {
        'text:/etc/cni/net.d/*.conf': conflist(
          '10.conf',
          '{"type": "bridge", "promiscMode": true}',
        ),
      },
      because: ['/etc/cni/net.d/10.conf promiscMode: true'],
    },
  ],
  notApplicable: [{ name: 'no network', given: {} }],
});

const K3S = 'text:/etc/rancher/k3s/config.yaml';

testCheck(checkIn(kubernetes, 'network.policy-engine'), {
  pass: [
    { name: 'Cilium', given: { ...KUBELET, [COMMANDS]: ps('cilium-agent') } },
    { name: 'k3s', given: { [PROCESSES]: NO_DAEMON, [COMMANDS]: ps('k3s-server') } },
    {
      name: 'another one',
      given: { ...KUBELET, [COMMANDS]: ps('our-policy') },
      params: { processes: ['our-policy'] },
    },
  ],
  fail: [
    {
      name: 'flannel alone',
      given: { ...KUBELET, [COMMANDS]: ps('flanneld') },
      because: ['network policies: no known agent runs'],
    },
    {
      name: 'k3s without',
      given: {
        [PROCESSES]: NO_DAEMON,
        [COMMANDS]: ps('k3s-server'),
        [K3S]: 'disable-network-policy: true\n',
      },
      because: ['network policies: switched off in /etc/rancher/k3s/config.yaml'],
    },
  ],
  notApplicable: [
    { name: 'no kubelet', given: { [PROCESSES]: NO_DAEMON, [COMMANDS]: ps('sshd') } },
  ],
});
