import rsyslog from '../../../checks/logging/rsyslog.ts';
import { NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';
import {
  COMMANDS,
  IDLE,
  LOOPBACK,
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
} from '../services/hosts.ts';
import { MAIN, PARTS, RSYSLOG_D, rsyslogd } from './hosts.ts';

const [fileMode, reception] = rsyslog;
const IMAGE = { [COMMANDS]: NOT_BOOTED, [PROCESSES]: NOT_BOOTED };

/** As Debian 12 lays it down, comments left out. */
const DEBIAN = `module(load="imuxsock") # provides support for local system logging
module(load="imklog")   # provides kernel logging support
#module(load="imudp")
#input(type="imudp" port="514")
$FileOwner root
$FileGroup adm
$FileCreateMode 0640
$DirCreateMode 0755
$Umask 0022
$WorkDirectory /var/spool/rsyslog
$IncludeConfig /etc/rsyslog.d/*.conf
*.*;auth,authpriv.none		-/var/log/syslog
auth,authpriv.*			/var/log/auth.log
*.emerg				:omusrmsg:*
`;
/** As RHEL 9 does. */
const RHEL = `global(workDirectory="/var/lib/rsyslog")
module(load="builtin:omfile" Template="RSYSLOG_TraditionalFileFormat")
include(file="/etc/rsyslog.d/*.conf" mode="optional")
*.info;mail.none;authpriv.none;cron.none                /var/log/messages
authpriv.*                                              /var/log/secure
mail.*                                                  -/var/log/maillog
`;

testCheck(fileMode, {
  pass: [
    { name: 'Debian', given: rsyslogd(DEBIAN) },
    {
      name: 'a mask that takes away what the mode leaves',
      given: rsyslogd('*.* /var/log/messages\n$Umask 0027\n'),
    },
    {
      name: 'the module’s mode, a pipe, the console',
      given: rsyslogd(
        'module(load="builtin:omfile" fileCreateMode="0600")\n*.* action(type="omfile" file="/var/log/x")\n*.* |/run/pipe\n*.* /dev/console\n',
      ),
    },
    {
      name: 'an image',
      given: {
        ...rsyslogd(DEBIAN),
        ...IMAGE,
        [WANTS]: wants('multi-user', 'rsyslog.service'),
      },
    },
  ],
  fail: [
    {
      name: 'RHEL',
      given: rsyslogd(RHEL),
      because: [
        'new /var/log/messages: 0644 by /etc/rsyslog.conf',
        'new /var/log/secure: 0644 by /etc/rsyslog.conf',
        'new /var/log/maillog: 0644 by /etc/rsyslog.conf',
      ],
    },
    {
      name: 'a file of the folder, where the mode is said too late',
      given: {
        ...rsyslogd(
          '$IncludeConfig /etc/rsyslog.d/*.conf\n$FileCreateMode 0640\n*.* /var/log/all\n',
        ),
        ...RSYSLOG_D,
        [PARTS]:
          '/etc/rsyslog.d/a.conf:kern.* action(type="omfile" file="/var/log/k")\n/etc/rsyslog.d/a.conf:user.* -?Dyn;T\n',
      },
      because: [
        'new /var/log/k: 0644 by /etc/rsyslog.d/a.conf',
        'new ?Dyn: 0644 by /etc/rsyslog.d/a.conf',
      ],
    },
  ],
  notApplicable: [
    { name: 'no rsyslog', given: IDLE },
    { name: 'not in use', given: { ...IDLE, [MAIN]: RHEL } },
  ],
  unknown: [
    {
      name: 'more from elsewhere',
      given: rsyslogd('$IncludeConfig /srv/*.conf\n$FileCreateMode 0640\n*.* /a\n'),
    },
  ],
});

testCheck(reception, {
  pass: [
    { name: 'Debian', given: { ...QUIET, ...rsyslogd(DEBIAN) } },
    {
      name: 'loopback, for the containers’ log driver',
      given: {
        ...QUIET,
        ...rsyslogd(
          'module(load="imudp")\ninput(type="imudp" address="127.0.0.1" port="514")\n$UDPServerAddress ::1\n$UDPServerRun 514\ninput(type="imptcp" path="/run/x")\n',
        ),
      },
    },
    {
      name: 'syslog-ng on loopback',
      given: { ...QUIET, [COMMANDS]: ps('syslog-ng'), [TCP]: tcp([LOOPBACK, 601]) },
    },
    { name: 'an image', given: IMAGE },
  ],
  fail: [
    {
      name: 'rsyslog for all',
      given: {
        ...QUIET,
        ...rsyslogd(
          '$ModLoad imtcp\n$InputTCPServerRun 10514\ninput(type="imrelp" port="2514" address="2001:db8::1")\n',
        ),
      },
      because: [
        'imtcp *:10514: opened by /etc/rsyslog.conf',
        'imrelp [2001:db8::1]:2514: opened by /etc/rsyslog.conf',
      ],
    },
    {
      name: 'the journal of others, and syslogd',
      given: {
        ...QUIET,
        [COMMANDS]: ps('syslogd'),
        [SOCKETS]:
          '755|0|0|root|root|directory|0|1|/sys/fs/cgroup/system.slice/systemd-journal-remote.socket\n',
        [WANTS]: wants('sockets', 'systemd-journal-remote.socket'),
        [UDP]: udp([WILDCARD, 514]),
      },
      because: [
        'systemd-journal-remote.socket: waits for clients',
        'systemd-journal-remote.socket at boot: started by /etc/systemd/system/sockets.target.wants/systemd-journal-remote.socket',
        'udp/514: open, and syslogd runs',
      ],
    },
  ],
  unknown: [
    { name: 'more from elsewhere', given: { ...QUIET, ...rsyslogd('include(text=`echo $X`)\n') } },
  ],
});
