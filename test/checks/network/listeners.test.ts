import table from '../../../checks/network/listeners.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';

const TCP4 = 'text:/proc/net/tcp';
const TCP6 = 'text:/proc/net/tcp6';
const UNIX = 'text:/proc/net/unix';
const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');
const listen = (address: string, ...ports: number[]): string =>
  `  sl  local_address rem_address   st\n${ports
    .map(
      (port, at) =>
        `   ${at}: ${address}:${hex(port)} 00000000:0000 0A 00000000:00000000 00:00000000\n`,
    )
    .join('')}`;
const ANY = '00000000';
const LOOPBACK = '0100007F';
const ANY6 = '0'.repeat(32);

const PS = { 'commands:': '/proc/1/comm:init\nstatus 0\n' };

testCheck(checkIn(table, 'network.engine-ports'), {
  pass: [
    {
      name: 'sshd, and etcd on loopback',
      given: { ...PS, [TCP4]: listen(ANY, 22) + listen(LOOPBACK, 2379, 2375) },
    },
    {
      name: 'a node of a control plane',
      given: { ...PS, [TCP4]: listen(ANY, 6443) },
      params: { expected: [6443] },
    },
  ],
  fail: [
    {
      name: 'Docker without TLS, the kubelet without authentication',
      given: { ...PS, [TCP4]: listen(ANY, 2375, 6443), [TCP6]: listen(ANY6, 10255) },
      because: [
        'port 2375 of 0.0.0.0: open: the Docker API without TLS',
        'port 10255 of ::: open: the kubelet’s port without authentication',
      ],
    },
  ],
  manual: [
    {
      name: 'a registry, but no other program on its port',
      given: {
        'commands:': '/proc/1/comm:init\n/proc/9/comm:registry\nstatus 0\n',
        [TCP4]: listen(ANY, 5000, 9000),
      },
    },
    { name: 'etcd on an address', given: { ...PS, [TCP4]: listen('0500000A', 2379) } },
  ],
});

testCheck(checkIn(table, 'network.listening-wildcard'), {
  pass: [
    { name: 'sshd', given: { [TCP4]: listen(ANY, 22) + listen(LOOPBACK, 5432) } },
    { name: 'more, as expected', given: { [TCP4]: listen(ANY, 443) }, params: { expected: [443] } },
    { name: 'nothing', given: { [TCP4]: listen(LOOPBACK, 25) } },
  ],
  fail: [] as never,
  manual: [{ name: 'others', given: { [TCP4]: listen(ANY, 22, 111), [TCP6]: listen(ANY6, 111) } }],
});

testCheck(checkIn(table, 'network.swarm-address'), {
  pass: [{ name: 'one address', given: { [TCP4]: listen('0500000A', 2377) } }],
  fail: [
    {
      name: 'every address',
      given: { [TCP4]: listen(ANY, 22), [TCP6]: listen(ANY6, 2377) },
      because: ['port 2377: every address (::)'],
    },
  ],
  notApplicable: [{ name: 'no Swarm', given: { [TCP4]: listen(ANY, 22) } }],
});

const HEAD = 'Num       RefCount Protocol Flags    Type St Inode Path\n';
const socket = (path: string): string =>
  `0000000000000000: 00000002 00000000 00010000 0001 01 12345 ${path}\n`;

testCheck(checkIn(table, 'network.abstract-sockets'), {
  pass: [
    {
      name: 'others',
      given: {
        [UNIX]: HEAD + socket('@/tmp/.X11-unix/X0') + socket('/run/containerd/containerd.sock'),
      },
    },
  ],
  fail: [
    {
      name: 'an old shim',
      given: { [UNIX]: HEAD + socket('@/containerd-shim/moby/0123/shim.sock@') },
      because: ['@/containerd-shim/moby/0123/shim.sock@: listens'],
    },
  ],
});
