import collection from '../../../checks/audit/collection.ts';
import { NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';
import { rsyslogd } from '../logging/hosts.ts';
import { COMMANDS, IDLE, link, ps, WANTS, wants } from '../services/hosts.ts';

const [installed, offload] = collection;
const { 'processes:': _, ...COMMANDS_ONLY } = IDLE;

testCheck(installed, {
  pass: [
    { name: 'auditd', given: { 'stat:/usr/sbin/auditd': link('/usr/sbin/auditd') } },
    { name: 'another collector', given: { [COMMANDS]: ps('auditbeat') } },
  ],
  fail: [
    { name: 'none', given: COMMANDS_ONLY, because: ['auditd: neither is known'] },
    {
      name: 'an image without it',
      given: { [COMMANDS]: NOT_BOOTED },
      because: ['auditd: neither is known'],
    },
  ],
  notApplicable: [
    {
      name: 'a system that takes no packages',
      given: { ...COMMANDS_ONLY, 'text:/etc/os-release': 'ID=bottlerocket\nVERSION_ID=1.20\n' },
    },
  ],
});

const CONF = { 'text:/etc/audit/auditd.conf': 'log_format = ENRICHED\n' };
const SYSLOG = { 'text:/etc/audit/plugins.d/syslog.conf': '# x\nactive = yes\nargs = LOG_INFO\n' };
const PLUGIN = { 'text:/etc/audit/plugins.d/au-remote.conf': 'active = yes\nformat = string\n' };
const server = (name: string) => ({
  'text:/etc/audit/audisp-remote.conf': `remote_server = ${name}\nport = 60\n`,
});

testCheck(offload, {
  pass: [
    {
      name: 'audisp-remote',
      given: { ...IDLE, ...CONF, ...PLUGIN, ...server('logs.example.org') },
    },
    { name: 'syslog', given: { ...CONF, ...SYSLOG, ...rsyslogd('*.* @@logs.example.org\n') } },
    {
      name: 'the journal',
      given: {
        ...IDLE,
        ...CONF,
        ...SYSLOG,
        [WANTS]: wants('multi-user', 'systemd-journal-upload.service'),
        'text:/etc/systemd/journal-upload.conf': '[Upload]\nURL=https://logs.example.org\n',
      },
    },
  ],
  fail: [
    {
      name: 'a plugin that is off, as it is delivered',
      given: { ...IDLE, ...CONF, ...server('logs.example.org') },
      because: [
        'audit records: neither au-remote.conf is active with a server, nor is a known agent running',
      ],
    },
    {
      name: 'without a server, and a syslog that stays',
      given: { ...CONF, ...PLUGIN, ...server(''), ...SYSLOG, ...rsyslogd('*.* /var/log/all\n') },
      because: ['audit records: given to syslog, which sends nothing away'],
    },
  ],
  notApplicable: [{ name: 'no auditd', given: IDLE }],
  manual: [
    { name: 'an agent', given: { ...IDLE, ...CONF, [COMMANDS]: ps('filebeat') } },
    { name: 'rsyslog may read the file', given: { ...CONF, ...rsyslogd('*.* @@h\n') } },
  ],
});
