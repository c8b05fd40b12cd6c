import clientOnly from '../../../checks/time/client-only.ts';
import { testCheck } from '../../support/test-check.ts';
import { IDLE } from '../services/hosts.ts';
import { chrony, DEBIAN, NTPSEC, ntpd, openntpd, PARTS, timesyncd } from './hosts.ts';

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
