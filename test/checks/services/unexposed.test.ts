import table from '../../../checks/services/unexposed.ts';
import { NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import {
  COMMANDS,
  LOOPBACK,
  link,
  PROCESSES,
  ps,
  QUIET,
  SOCKETS,
  TCP,
  tcp,
  UDP,
  udp,
  WANTS,
  WILDCARD,
  wants,
} from './hosts.ts';

const NO_IMAGE = { [COMMANDS]: NOT_BOOTED, [PROCESSES]: NOT_BOOTED };

testCheck(checkIn(table, 'services.mail-transfer'), {
  pass: [
    {
      name: 'Postfix on loopback',
      given: {
        ...QUIET,
        [COMMANDS]: ps('master'),
        [WANTS]: wants('multi-user', 'postfix.service'),
        [TCP]: tcp([LOOPBACK, 25]),
      },
    },
    {
      name: 'a mail server in a container, which publishes the port',
      given: { ...QUIET, [COMMANDS]: ps('docker-proxy'), [TCP]: tcp([WILDCARD, 25]) },
    },
    {
      name: 'an address that is allowed',
      given: { ...QUIET, [COMMANDS]: ps('exim4'), [TCP]: tcp(['010011AC', 25]) },
      params: { allowed: ['172.17.0.1'] },
    },
    { name: 'an image without one', given: NO_IMAGE },
  ],
  fail: [
    {
      name: 'Postfix for all',
      given: {
        ...QUIET,
        [COMMANDS]: ps('master'),
        [TCP]: tcp([WILDCARD, 25], [WILDCARD, 587]),
        'text:/proc/net/tcp6': tcp(['0'.repeat(32), 25]),
      },
      because: [
        'tcp/25: open on 0.0.0.0, ::, and master runs',
        'tcp/587: open on 0.0.0.0, and master runs',
      ],
    },
  ],
  unknown: [
    {
      name: 'an image that starts one: where it listens is not seen',
      given: { ...NO_IMAGE, [WANTS]: wants('multi-user', 'postfix.service') },
    },
    {
      name: 'one that starts at boot, but is down',
      given: { ...QUIET, [WANTS]: wants('multi-user', 'postfix.service') },
    },
  ],
});

testCheck(checkIn(table, 'services.virtualization-apis'), {
  pass: [
    { name: 'none', given: QUIET },
    { name: 'libvirt by its socket', given: { ...QUIET, [COMMANDS]: ps('libvirtd') } },
    {
      name: 'a port that another program uses',
      given: { ...QUIET, [TCP]: tcp([WILDCARD, 8443]) },
    },
  ],
  fail: [
    {
      name: 'libvirt by TCP',
      given: {
        ...QUIET,
        [COMMANDS]: ps('libvirtd'),
        [SOCKETS]: link('/sys/fs/cgroup/system.slice/libvirtd-tcp.socket', 'directory'),
        [TCP]: tcp([WILDCARD, 16509]),
      },
      because: [
        'libvirtd-tcp.socket: waits for clients',
        'tcp/16509: open on 0.0.0.0, and libvirtd runs',
      ],
    },
    {
      name: 'Incus',
      given: { ...QUIET, [COMMANDS]: ps('incusd'), [TCP]: tcp([WILDCARD, 8443]) },
      because: ['tcp/8443: open on 0.0.0.0, and incusd runs'],
    },
  ],
});

testCheck(checkIn(table, 'services.rpcbind'), {
  pass: [{ name: 'none', given: QUIET }],
  fail: [
    {
      name: 'held by systemd',
      given: {
        ...QUIET,
        [SOCKETS]: link('/sys/fs/cgroup/system.slice/rpcbind.socket', 'directory'),
        [TCP]: tcp([WILDCARD, 111]),
        [UDP]: udp([WILDCARD, 111]),
      },
      because: [
        'tcp/111: open on 0.0.0.0, and rpcbind.socket runs',
        'udp/111: open on 0.0.0.0, and rpcbind.socket runs',
      ],
    },
  ],
});

testCheck(checkIn(table, 'services.dnsmasq'), {
  pass: [
    {
      name: 'the network of libvirt',
      given: { ...QUIET, [COMMANDS]: ps('dnsmasq'), [TCP]: tcp(['017AA8C0', 53]) },
    },
  ],
  fail: [
    {
      name: 'every address',
      given: { ...QUIET, [COMMANDS]: ps('dnsmasq'), [TCP]: tcp([WILDCARD, 53]) },
      because: ['tcp/53: open on 0.0.0.0, and dnsmasq runs'],
    },
  ],
});

const REST = [
  ['services.cockpit', 'cockpit-tls', 'tcp/9090'],
  ['services.database-server', 'redis-server', 'tcp/6379'],
  ['services.snmp', 'snmpd', 'udp/161'],
  ['services.dns-server', 'named', 'tcp/53'],
] as const;

for (const [id, name, port] of REST) {
  const number = Number(port.slice(4));
  const on = (address: string) =>
    port.startsWith('tcp') ? { [TCP]: tcp([address, number]) } : { [UDP]: udp([address, number]) };
  testCheck(checkIn(table, id), {
    pass: [
      { name: 'loopback', given: { ...QUIET, [COMMANDS]: ps(name), ...on(LOOPBACK) } },
      { name: 'none', given: QUIET },
    ],
    fail: [
      {
        name: 'the network',
        given: { ...QUIET, [COMMANDS]: ps(name), ...on(WILDCARD) },
        because: [`${port}: open on 0.0.0.0, and ${name} runs`],
      },
    ],
  });
}
