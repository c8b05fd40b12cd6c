import { describe, expect, it } from 'vitest';
import table from '../../../checks/services/unwanted.ts';
import { DENIED, NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import {
  COMMANDS,
  container,
  IDLE,
  LOOPBACK,
  link,
  OPENRC,
  OWN,
  PROCESSES,
  ps,
  QUIET,
  SOCKETS,
  SYSV,
  TCP,
  tcp,
  UDP,
  udp,
  WANTS,
  WILDCARD,
  wants,
} from './hosts.ts';

const INETD = '/usr/sbin/inetd';
const INETD_CONF = `#<off># ftp stream tcp nowait root ${INETD} ftpd
telnet\t\tstream\ttcp\tnowait\troot\t/usr/sbin/tcpd\t/usr/sbin/telnetd
127.0.0.1:tftp dgram udp wait nobody /usr/sbin/in.tftpd in.tftpd
`;
const XINETD = `service telnet
{
\tflags\t\t= REUSE
\tserver\t\t= /usr/sbin/in.telnetd
\tdisable\t\t= no
}
`;
const lines = (path: string, text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `${path}:${line}\n`)
    .join('');
const NO_IMAGE = { [COMMANDS]: NOT_BOOTED, [PROCESSES]: NOT_BOOTED };

testCheck(checkIn(table, 'services.telnet-server'), {
  pass: [
    { name: 'none', given: QUIET },
    {
      name: 'masked, though a link is left',
      given: {
        ...QUIET,
        [OWN]: link('/etc/systemd/system/telnet.socket', 'character special file'),
        [WANTS]: wants('sockets', 'telnet.socket'),
      },
    },
    {
      name: 'one that runs in a container, by its control group',
      given: { ...QUIET, [COMMANDS]: ps('telnetd'), [PROCESSES]: container(2) },
    },
    {
      name: 'one that runs in a process namespace of its own',
      given: { ...QUIET, [COMMANDS]: ps('telnetd').replace('status', 'inner 2\nstatus') },
    },
    {
      name: 'a port that is published for a container',
      given: { ...QUIET, [COMMANDS]: ps('docker-proxy'), [TCP]: tcp([WILDCARD, 23]) },
    },
    { name: 'loopback', given: { ...QUIET, [TCP]: tcp([LOOPBACK, 23]) } },
    {
      name: 'configuration of an inetd that was removed',
      given: { ...QUIET, 'text:/etc/inetd.conf': INETD_CONF },
    },
    {
      name: 'allowed',
      given: { ...QUIET, [COMMANDS]: ps('telnetd') },
      params: { allowed: ['telnetd'] },
    },
    { name: 'an image without it', given: NO_IMAGE },
  ],
  fail: [
    {
      name: 'runs, waits and starts',
      given: {
        ...QUIET,
        [COMMANDS]: ps('in.telnetd'),
        [SOCKETS]: link('/sys/fs/cgroup/system.slice/telnet.socket', 'directory'),
        [WANTS]: wants('sockets', 'telnet.socket'),
        [TCP]: tcp([WILDCARD, 23]),
      },
      because: [
        'in.telnetd: running',
        'telnet.socket: waits for clients',
        'telnet.socket at boot: started by /etc/systemd/system/sockets.target.wants/telnet.socket',
        'tcp/23: open on 0.0.0.0',
      ],
    },
    {
      name: 'offered by inetd, which System V starts',
      given: {
        ...QUIET,
        [SYSV]: link('/etc/rc2.d/S01openbsd-inetd') + link('/etc/rc0.d/S01telnetd'),
        'text:/etc/inetd.conf': INETD_CONF,
      },
      because: ['telnet: offered by /etc/inetd.conf'],
    },
    {
      name: 'offered by xinetd',
      given: {
        ...QUIET,
        [COMMANDS]: ps('xinetd'),
        'text:/etc/xinetd.d/*': lines('/etc/xinetd.d/telnet', XINETD),
      },
      because: ['telnet: offered by /etc/xinetd.d/telnet'],
    },
    {
      name: 'an image that starts it, by OpenRC',
      given: { ...NO_IMAGE, [OPENRC]: link('/etc/runlevels/default/busybox-telnetd') },
      because: [
        'busybox-telnetd.service at boot: started by /etc/runlevels/default/busybox-telnetd',
      ],
    },
    {
      name: 'found, though not all was seen',
      given: { ...QUIET, [COMMANDS]: DENIED, [WANTS]: wants('sockets', 'telnet.socket') },
      because: [
        'telnet.socket at boot: started by /etc/systemd/system/sockets.target.wants/telnet.socket',
      ],
    },
  ],
  manual: [
    {
      name: 'what is allowed, while the rest is hidden',
      given: { ...QUIET, [COMMANDS]: DENIED, [WANTS]: wants('sockets', 'telnet.socket') },
      params: { allowed: ['telnet.socket'] },
    },
  ],
  unknown: [
    {
      name: 'the configuration of a running xinetd is closed',
      given: { ...QUIET, [COMMANDS]: ps('xinetd'), 'text:/etc/xinetd.d/*': DENIED },
    },
  ],
});

testCheck(checkIn(table, 'services.tftp-server'), {
  pass: [
    { name: 'none', given: QUIET },
    { name: 'a client', given: { ...QUIET, [UDP]: udp([LOOPBACK, 69]) } },
  ],
  fail: [
    {
      name: 'dnsmasq that offers files',
      given: { ...QUIET, [COMMANDS]: ps('dnsmasq'), [UDP]: udp([WILDCARD, 69]) },
      because: ['udp/69: open on 0.0.0.0'],
    },
    {
      name: 'inetd',
      given: { ...QUIET, [COMMANDS]: ps('inetd'), 'text:/etc/inetd.conf': INETD_CONF },
      because: ['tftp: offered by /etc/inetd.conf'],
    },
  ],
});

testCheck(checkIn(table, 'services.avahi'), {
  pass: [
    { name: 'none', given: QUIET },
    { name: 'resolved without LLMNR', given: { ...QUIET, [COMMANDS]: ps('systemd-resolve') } },
  ],
  fail: [
    {
      name: 'resolved with LLMNR',
      given: {
        ...QUIET,
        [COMMANDS]: ps('systemd-resolve'),
        [UDP]: udp([WILDCARD, 5355]),
        'text:/proc/net/udp6': udp(['0'.repeat(32), 5355]),
      },
      because: ['udp/5355: open on 0.0.0.0, ::, and systemd-resolved runs'],
    },
  ],
});

testCheck(checkIn(table, 'services.x-server'), {
  pass: [{ name: 'none', given: IDLE }],
  fail: [
    {
      name: 'a display manager that is named to start',
      given: { ...NO_IMAGE, [OWN]: link('/etc/systemd/system/display-manager.service') },
      because: [
        'display-manager.service at boot: started by /etc/systemd/system/display-manager.service',
      ],
    },
  ],
});

const GENERIC = table.filter(({ id }) => !/telnet|tftp|avahi|x-server|rsync/.test(id));
const PROCESS_OF: Readonly<Record<string, string>> = {
  'services.rsh-server': 'in.rlogind',
  'services.ftp-server': 'vsftpd',
  'services.internet-superserver': 'inetutils-inetd',
  'services.nfs-server': 'nfsd',
  'services.nis': 'ypbind',
  'services.remote-desktop': 'xrdp',
  'services.automounter': 'automount',
  'services.dhcp-server': 'dhcpd',
  'services.ldap-server': 'slapd',
  'services.print-server': 'cupsd',
  'services.samba': 'smbd',
  'services.bluetooth': 'bluetoothd',
  'services.mail-access': 'dovecot',
  'services.talk-server': 'in.ntalkd',
  'services.web-proxy': 'squid',
  'services.web-server': 'nginx',
};

/** Rows without a port of their own. */
const PORTLESS = /internet-superserver|nis$|automounter|dhcp-server|bluetooth|web-(proxy|server)/;

for (const check of GENERIC) {
  const name = PROCESS_OF[check.id] ?? '';
  testCheck(check, {
    pass: [{ name: 'none', given: PORTLESS.test(check.id) ? IDLE : QUIET }],
    fail: [
      {
        name: 'it runs',
        given: { ...QUIET, [COMMANDS]: ps(name) },
        because: [`${name}: running`],
      },
    ],
    unknown: [
      {
        name: 'processes are hidden',
        given: { ...QUIET, [COMMANDS]: '/proc/9/comm:sh\nstatus 0\n' },
      },
    ],
  });
}

testCheck(checkIn(table, 'services.rsync-daemon'), {
  pass: [{ name: 'a client', given: { ...QUIET, [COMMANDS]: ps('rsync') } }],
  fail: [
    {
      name: 'enabled, and it listens',
      given: {
        ...QUIET,
        [COMMANDS]: ps('rsync'),
        [WANTS]: wants('multi-user', 'rsync.service'),
        [TCP]: tcp([WILDCARD, 873]),
      },
      because: [
        'rsync.service at boot: started by /etc/systemd/system/multi-user.target.wants/rsync.service',
        'tcp/873: open on 0.0.0.0',
      ],
    },
  ],
});

describe('the table of services', () => {
  it('has a title of each of its own', () => {
    expect(new Set(table.map(({ title }) => title)).size).toBe(table.length);
  });
});
