import forwarding from '../../../checks/logging/forwarding.ts';
import { NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';
import { COMMANDS, IDLE, PROCESSES, ps, WANTS, wants } from '../services/hosts.ts';
import { MAIN, PARTS, RSYSLOG_D, rsyslogd } from './hosts.ts';

const [remote, encryption, queue] = forwarding;
const TLS = 'StreamDriver="ossl" StreamDriverMode="1" StreamDriverAuthMode="x509/name"';
const action = (words: string) =>
  `*.* action(type="omfwd" target="logs.example.org" port="6514" ${words})\n`;
const UPLOAD = 'text:/etc/systemd/journal-upload.conf';
const uploads = (url: string) => ({
  ...IDLE,
  [WANTS]: wants('multi-user', 'systemd-journal-upload.service'),
  [UPLOAD]: `[Upload]\n# URL=\nURL=${url}\n`,
});

testCheck(remote, {
  pass: [
    { name: 'rsyslog', given: rsyslogd('*.* @@logs.example.org:514\n') },
    {
      name: 'rsyslog, by a file of its folder',
      given: {
        ...rsyslogd('include(file="/etc/rsyslog.d/*.conf")\n'),
        ...RSYSLOG_D,
        [PARTS]:
          '/etc/rsyslog.d/a.conf:*.* action(type="omrelp"\n/etc/rsyslog.d/a.conf: target="10.0.0.1")\n',
      },
    },
    { name: 'the journal’s own', given: uploads('https://logs.example.org:19532') },
    { name: 'an agent in a container', given: { ...IDLE, [COMMANDS]: ps('fluent-bit') } },
    {
      name: 'an image',
      given: {
        ...rsyslogd('*.* @10.0.0.1\n'),
        [COMMANDS]: NOT_BOOTED,
        [PROCESSES]: NOT_BOOTED,
        [WANTS]: wants('multi-user', 'rsyslog.service'),
      },
    },
  ],
  fail: [
    {
      name: 'to the host itself',
      given: rsyslogd(
        '*.* @@127.0.0.1:514\n*.* @[::1]\n*.* action(type="omfwd" target="localhost")\n#*.* @logs.example.org\n',
      ),
      because: ['logs: neither rsyslog, nor systemd-journal-upload, nor a known agent sends them'],
    },
    {
      name: 'a configuration that nobody runs',
      given: { ...IDLE, [MAIN]: '*.* @@logs.example.org:514\n' },
      because: ['logs: neither rsyslog, nor systemd-journal-upload, nor a known agent sends them'],
    },
    {
      name: 'an upload without a target',
      given: uploads(''),
      because: ['logs: neither rsyslog, nor systemd-journal-upload, nor a known agent sends them'],
    },
  ],
  manual: [
    { name: 'a collector', given: { ...IDLE, [COMMANDS]: ps('otelcol-contrib') } },
    { name: 'syslog-ng', given: { ...IDLE, [COMMANDS]: ps('syslog-ng') } },
  ],
  unknown: [{ name: 'more from elsewhere', given: rsyslogd('$IncludeConfig /srv/x.conf\n') }],
});

testCheck(encryption, {
  pass: [
    { name: 'RainerScript', given: rsyslogd(action(`protocol="tcp" ${TLS}`)) },
    {
      name: 'legacy words',
      given: rsyslogd(
        '$DefaultNetstreamDriver gtls\n$ActionSendStreamDriverMode 1\n$ActionSendStreamDriverAuthMode x509/name\n*.* @@(o)logs.example.org:6514\n',
      ),
    },
    {
      name: 'the driver of all streams, said last',
      given: rsyslogd(
        `${action('protocol="tcp" StreamDriverMode="1" StreamDriverAuthMode="x509/fingerprint"')}global(DefaultNetstreamDriver="gtls")\n`,
      ),
    },
    {
      name: 'the name that is connected to, unless told otherwise',
      given: rsyslogd(action('protocol="tcp" StreamDriver="gtls" StreamDriverMode="1"')),
    },
    {
      name: 'RELP',
      given: rsyslogd('action(type="omrelp" target="h" tls="on" tls.authmode="name")\n'),
    },
    { name: 'the journal', given: uploads('https://logs.example.org') },
  ],
  fail: [
    {
      name: 'each in the clear',
      given: rsyslogd(
        `*.* @logs.example.org\n*.* @@h\n${action(TLS)}${action('protocol="tcp" StreamDriver="gtls" StreamDriverMode="1" StreamDriverAuthMode="anon"')}action(type="omrelp" target="r")\n`,
      ),
      because: [
        'rsyslog to logs.example.org: udp, not encrypted, by /etc/rsyslog.conf',
        'rsyslog to h: tcp, not encrypted, by /etc/rsyslog.conf',
        'rsyslog to logs.example.org: udp, not encrypted, by /etc/rsyslog.conf',
        'rsyslog to logs.example.org: tcp, encrypted, and the name of the other side is not checked, by /etc/rsyslog.conf',
        'rsyslog to r: omrelp, not encrypted, by /etc/rsyslog.conf',
      ],
    },
    {
      name: 'the journal',
      given: uploads('http://logs.example.org'),
      because: ['systemd-journal-upload: http://logs.example.org'],
    },
  ],
  notApplicable: [{ name: 'nothing is sent', given: IDLE }],
  manual: [
    { name: 'Kafka', given: rsyslogd('action(type="omkafka" broker=["k1:9092","k2:9092"])\n') },
    { name: 'an agent', given: { ...IDLE, [COMMANDS]: ps('filebeat') } },
  ],
});

const QUEUE = 'queue.type="LinkedList" queue.filename="f" action.resumeRetryCount="-1"';

testCheck(queue, {
  pass: [
    { name: 'RainerScript', given: rsyslogd(action(`protocol="tcp" ${QUEUE}`)) },
    {
      name: 'legacy words',
      given: rsyslogd(
        '$ActionQueueType LinkedList\n$ActionQueueFileName f\n$ActionResumeRetryCount -1\n*.* @@h\n',
      ),
    },
  ],
  fail: [
    {
      name: 'none, and one used up by the action before',
      given: rsyslogd(
        `${action('protocol="tcp" queue.filename="f"')}$ActionQueueType LinkedList\n$ActionQueueFileName f\n$ActionResumeRetryCount -1\n*.* @@a\n*.* @@b\n`,
      ),
      because: [
        'rsyslog to logs.example.org: not all of them, by /etc/rsyslog.conf',
        'rsyslog to b: not all of them, by /etc/rsyslog.conf',
      ],
    },
  ],
  notApplicable: [{ name: 'UDP', given: rsyslogd('*.* @h\n') }],
  unknown: [{ name: 'more from elsewhere', given: rsyslogd('$IncludeConfig /srv/x.conf\n') }],
});
