import clientOnly from '../../../checks/time/client-only.ts';
import machine from '../../../checks/time/machine.ts';
import table from '../../../checks/time/sources.ts';
import { DENIED, NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';
import { COMMANDS, IDLE, link, OPENRC, PROCESSES, ps, WANTS, wants } from '../services/hosts.ts';

/** chrony.conf of Debian 12, comments left out. */
const DEBIAN = `# Welcome to the chrony configuration file.
confdir /etc/chrony/conf.d
pool 2.debian.pool.ntp.org iburst
sourcedir /run/chrony-dhcp
sourcedir /etc/chrony/sources.d
keyfile /etc/chrony/chrony.keys
driftfile /var/lib/chrony/chrony.drift
ntsdumpdir /var/lib/chrony
logdir /var/log/chrony
maxupdateskew 100.0
rtcsync
makestep 1 3
leapsectz right/UTC
`;
const MAIN = 'text:/etc/chrony/chrony.conf';
const DHCP = 'text:/run/chrony-dhcp/*.sources';
const PARTS = 'text:/etc/chrony/conf.d/*.conf';
const chrony = (config: string) => ({ ...IDLE, [COMMANDS]: ps('chronyd'), [MAIN]: config });
const ntpd = (config: string) => ({
  ...IDLE,
  [COMMANDS]: ps('ntpd'),
  'text:/etc/ntpsec/ntp.conf': config,
});
const openntpd = (config: string) => ({
  ...IDLE,
  [COMMANDS]: ps('ntpd'),
  [OPENRC]: link('/etc/runlevels/default/openntpd'),
  'text:/etc/openntpd/ntpd.conf': config,
});
const timesyncd = (config: string) => ({
  ...IDLE,
  [COMMANDS]: ps('systemd-timesyn'),
  'text:/etc/systemd/timesyncd.conf': config,
});
/** ntp.conf of NTPsec in Debian 12, comments left out. */
const NTPSEC = `driftfile /var/lib/ntpsec/ntp.drift
tos maxclock 11
pool 0.debian.pool.ntp.org iburst
pool 1.debian.pool.ntp.org iburst
restrict default kod nomodify nopeer noquery limited
restrict 127.0.0.1
restrict ::1
`;
const NONE = 'text:/etc/systemd/timesyncd.conf.d/*.conf';

testCheck(checkIn(table, 'time.sources'), {
  pass: [
    { name: 'chrony of Debian', given: chrony(DEBIAN) },
    { name: 'a clock of the hypervisor', given: chrony('refclock PHC /dev/ptp0 poll 3\n') },
    { name: 'the clock of a cloud', given: chrony('Server 169.254.169.123 prefer iburst\n') },
    {
      name: 'servers that DHCP named',
      given: {
        ...chrony('sourcedir /run/chrony-dhcp\nserver a\n'),
        [DHCP]: '/run/chrony-dhcp/eth0.sources:server b\n/run/chrony-dhcp/eth0.sources:server c\n',
      },
    },
    {
      name: 'an image, where DHCP names no server yet',
      given: {
        [COMMANDS]: NOT_BOOTED,
        [PROCESSES]: NOT_BOOTED,
        [DHCP]: NOT_BOOTED,
        [WANTS]: wants('multi-user', 'chrony.service'),
        [MAIN]: DEBIAN,
      },
    },
    { name: 'NTPsec of Debian', given: ntpd(NTPSEC) },
    { name: 'OpenNTPD', given: openntpd('servers pool.ntp.org\n') },
    { name: 'timesyncd as it comes', given: timesyncd('[Time]\n#NTP=\n') },
    { name: 'timesyncd without a file', given: { ...IDLE, [COMMANDS]: ps('systemd-timesyn') } },
  ],
  fail: [
    {
      name: 'two servers',
      given: chrony('server a iburst\n! server x\nserver b iburst\n'),
      because: ['/etc/chrony/chrony.conf: 2: a, b'],
    },
    {
      name: 'a small pool',
      given: chrony('pool a iburst maxsources 2\n'),
      because: ['/etc/chrony/chrony.conf: 2: a'],
    },
    {
      name: 'its own clock',
      given: ntpd('server 127.127.1.0\n'),
      because: ['/etc/ntpsec/ntp.conf: none'],
    },
    {
      name: 'timesyncd without any',
      given: {
        ...timesyncd('[Time]\nNTP=a\n'),
        [NONE]:
          '/etc/systemd/timesyncd.conf.d/x.conf:[Time]\n/etc/systemd/timesyncd.conf.d/x.conf:NTP=\n/etc/systemd/timesyncd.conf.d/x.conf:FallbackNTP=\n',
      },
      because: ['/etc/systemd/timesyncd.conf: none'],
    },
  ],
  notApplicable: [{ name: 'no daemon', given: IDLE }],
  unknown: [
    { name: 'files elsewhere', given: chrony('include /srv/chrony/*.conf\n') },
    {
      name: 'files that name more',
      given: {
        ...chrony('confdir /etc/chrony/conf.d\n'),
        [PARTS]: '/etc/chrony/conf.d/a.conf:include /srv/x\n',
      },
    },
    { name: 'servers on the command line', given: { ...IDLE, [COMMANDS]: ps('ntpd') } },
    {
      name: 'a folder that is closed',
      given: { ...chrony('sourcedir /run/chrony-dhcp\n'), [DHCP]: DENIED },
    },
  ],
});

testCheck(checkIn(table, 'time.authorised-sources'), {
  pass: [
    {
      name: 'approved',
      given: chrony('server a.example.org\nserver 10.0.0.1\n'),
      params: { approved: ['*.example.org', '10.0.0.1'] },
    },
  ],
  fail: [
    {
      name: 'another',
      given: chrony('server a.example.org\nserver b.example.net\n'),
      params: { approved: ['*.example.org'] },
      because: ['b.example.net: used by chrony'],
    },
    {
      name: 'what is built in',
      given: timesyncd('[Time]\n'),
      params: { approved: ['*.example.org'] },
      because: ['/etc/systemd/timesyncd.conf: those that are built into timesyncd'],
    },
  ],
  manual: [{ name: 'no list', given: chrony(DEBIAN) }],
  notApplicable: [
    { name: 'no daemon', given: IDLE },
    { name: 'a clock of the machine', given: chrony('refclock PHC /dev/ptp0\n') },
  ],
});

testCheck(checkIn(table, 'time.polling'), {
  pass: [{ name: 'by default', given: chrony(DEBIAN) }],
  fail: [
    {
      name: 'rarely',
      given: chrony('server a maxpoll 17\n'),
      because: ['a: maxpoll 17'],
    },
  ],
  notApplicable: [{ name: 'no daemon', given: IDLE }],
});

testCheck(checkIn(table, 'time.authentication'), {
  pass: [
    { name: 'NTS', given: chrony('server a iburst nts\nserver b key 3\nrefclock PPS /dev/pps0\n') },
  ],
  fail: [
    { name: 'none', given: chrony('server a iburst\n'), because: ['a: neither'] },
    { name: 'timesyncd', given: timesyncd('[Time]\n'), because: ['timesyncd: it cannot'] },
  ],
  notApplicable: [{ name: 'no daemon', given: IDLE }],
});

testCheck(checkIn(table, 'time.step-policy'), {
  pass: [{ name: 'Debian', given: chrony(DEBIAN) }],
  fail: [
    { name: 'none', given: chrony('pool a\n'), because: ['makestep: not set'] },
    {
      name: 'never',
      given: chrony('makestep 1 0\n'),
      because: ['makestep: makestep 1 0'],
    },
  ],
  notApplicable: [{ name: 'another', given: timesyncd('[Time]\n') }],
});

testCheck(clientOnly, {
  pass: [
    { name: 'chrony of Debian', given: chrony(DEBIAN) },
    { name: 'NTPsec of Debian', given: ntpd(NTPSEC) },
    { name: 'OpenNTPD', given: openntpd('servers pool.ntp.org\nlisten on 127.0.0.1\n') },
    { name: 'timesyncd', given: timesyncd('[Time]\n') },
    {
      name: 'a socket, and no port',
      given: chrony('allow 10/8\nport 0\nbindcmdaddress /run/chrony/chronyd.sock\n'),
    },
    {
      name: 'two rules',
      given: ntpd('restrict -4 default nomodify noquery\nrestrict -6 default ignore\n'),
    },
  ],
  fail: [
    {
      name: 'a server, in another file',
      given: {
        ...chrony(`${DEBIAN}bindcmdaddress 0.0.0.0\n`),
        [PARTS]: '/etc/chrony/conf.d/server.conf:allow 10.0.0.0/8\n',
      },
      because: [
        'allow: allow 10.0.0.0/8 in /etc/chrony/conf.d/server.conf',
        'bindcmdaddress: bindcmdaddress 0.0.0.0 in /etc/chrony/chrony.conf',
      ],
    },
    {
      name: 'no rule for IPv6',
      given: ntpd('restrict -4 default nomodify noquery\n'),
      because: ['restrict -6 default: /etc/ntpsec/ntp.conf lacks nomodify and noquery'],
    },
    {
      name: 'OpenNTPD for all',
      given: openntpd('servers a\nlisten on *\n'),
      because: ['listen: listen on * in /etc/openntpd/ntpd.conf'],
    },
  ],
  notApplicable: [{ name: 'no daemon', given: IDLE }],
});

const SOURCE = 'text:/sys/devices/system/clocksource/clocksource0/';
const clocks = (current: string, available: string) => ({
  [`${SOURCE}current_clocksource`]: `${current}\n`,
  [`${SOURCE}available_clocksource`]: `${available} \n`,
});

testCheck(checkIn(machine, 'time.clock-source'), {
  pass: [
    { name: 'TSC', given: clocks('tsc', 'tsc hpet acpi_pm') },
    { name: 'no better one', given: clocks('jiffies', 'jiffies') },
    { name: 'KVM', given: clocks('kvm-clock', 'tsc kvm-clock acpi_pm') },
  ],
  fail: [
    {
      name: 'fallen back',
      given: clocks('acpi_pm', 'tsc hpet acpi_pm'),
      because: ['clock source: acpi_pm'],
    },
  ],
});

testCheck(checkIn(machine, 'time.hardware-clock'), {
  pass: [
    { name: 'UTC', given: { 'text:/etc/adjtime': '0.0 0 0.0\n0\nUTC\n' } },
    { name: 'no file', given: {} },
  ],
  fail: [
    {
      name: 'local time',
      given: { 'text:/etc/adjtime': '0.0 0 0.0\n0\nLOCAL\n' },
      because: ['/etc/adjtime: LOCAL'],
    },
  ],
});

const KEYS = '/etc/chrony/chrony.keys';
const keys = (mode: string) => ({
  [`stat:${KEYS}`]: statLine(KEYS, { mode, type: 'regular file' }),
});

testCheck(checkIn(machine, 'time.key-file'), {
  pass: [{ name: 'Debian', given: keys('640') }],
  fail: [{ name: 'open', given: keys('644'), because: [`${KEYS} mode: 0644`] }],
  notApplicable: [{ name: 'none', given: {} }],
});
