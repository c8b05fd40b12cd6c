import logFiles from '../../../checks/logging/log-files.ts';
import { NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';

const [modes, links, entries] = logFiles;
const TOP = 'stat:/var/log/*';
const file = (name: string, mode: string, group = 'root', type = 'regular file', at = 1): string =>
  `${mode}|0|${group === 'root' ? 0 : 4}|root|${group}|${type}|9|${at}|/var/log/${name}\n`;
const WTMP = file('wtmp', '664', 'utmp');

testCheck(modes, {
  pass: [
    {
      name: 'Debian',
      given: {
        [TOP]: `${file('syslog', '640', 'adm')}${WTMP}${file('btmp', '660', 'utmp')}${file('dpkg.log', '644')}${file('journal', '2755', 'systemd-journal', 'directory')}`,
      },
    },
  ],
  fail: [
    {
      name: 'open ones',
      given: {
        [TOP]: `${file('auth.log.1', '644', 'adm')}${file('x.log', '666')}${file('app.log', '664', 'users')}${WTMP}${file('messages-20260101', '604')}`,
      },
      because: [
        '/var/log/app.log: 0664, group users',
        '/var/log/auth.log.1: 0644, group adm',
        '/var/log/messages-20260101: 0604, group root',
        '/var/log/x.log: 0666, group root',
      ],
    },
  ],
  notApplicable: [{ name: 'no files', given: {} }],
});

testCheck(links, {
  pass: [{ name: 'files', given: { [TOP]: WTMP } }],
  fail: [
    {
      name: 'links to the null device',
      given: {
        [TOP]: file('wtmp', '666', 'root', 'character special file'),
        'stat:/var/log/audit/*': file('audit/audit.log', '666', 'root', 'character special file'),
      },
      because: [
        '/var/log/wtmp: it leads to a device, as /dev/null is',
        '/var/log/audit/audit.log: it leads to a device, as /dev/null is',
      ],
    },
  ],
  notApplicable: [{ name: 'none', given: {} }],
});

const NOW = 1_800_000_000;
const CLOCK = { 'clock:': `${NOW}\n`, 'text:/proc/uptime': '9000000.01 1.0\n' };
const JOURNAL = 'stat:/var/log/journal/*/*';
const journal = (at: number): string =>
  file('journal/a/system.journal', '640', 'root', 'regular file', at);

testCheck(entries, {
  pass: [
    {
      name: 'the journal, beside a syslog of long ago',
      given: { ...CLOCK, [JOURNAL]: journal(NOW - 3600) },
    },
    {
      name: 'a syslog',
      given: { ...CLOCK, [TOP]: file('messages', '600', 'root', 'regular file', NOW - 86_000) },
    },
  ],
  fail: [
    {
      name: 'none of late, but for what somebody else wrote',
      given: {
        ...CLOCK,
        [TOP]: `${file('syslog', '640', 'adm', 'regular file', NOW - 400_000)}${file('nginx.log', '640', 'adm', 'regular file', NOW)}`,
        [JOURNAL]: journal(NOW - 360_000),
      },
      because: ['/var/log/journal/a/system.journal: 100 hours ago, and every other log before'],
    },
  ],
  notApplicable: [
    { name: 'an image', given: { 'text:/proc/uptime': NOT_BOOTED, 'clock:': '1\n' } },
    { name: 'no file', given: CLOCK },
  ],
});
