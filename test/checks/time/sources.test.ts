import table from '../../../checks/time/sources.ts';
import { DENIED, NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { COMMANDS, IDLE, PROCESSES, ps, WANTS, wants } from '../services/hosts.ts';
import {
  chrony,
  DEBIAN,
  DHCP,
  MAIN,
  NONE,
  NTPSEC,
  ntpd,
  openntpd,
  PARTS,
  timesyncd,
} from './hosts.ts';

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
  unknown: [{ name: 'a line that is none', given: chrony('server a nts\n#\n=$ server b\n') }],
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
