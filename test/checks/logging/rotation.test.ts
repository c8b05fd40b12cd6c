import check from '../../../checks/logging/rotation.ts';
import { NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';
import { COMMANDS, IDLE, link, PROCESSES, WANTS, wants } from '../services/hosts.ts';
import { rsyslogd } from './hosts.ts';

const NOW = 1_800_000_000;
const { 'text:/etc/rsyslog.conf': _, ...RUNNING } = rsyslogd('');
const UP = { 'clock:': `${NOW}\n`, 'text:/proc/uptime': '9000000.01 1.0\n' };
const CONFIG = { 'text:/etc/logrotate.conf': 'weekly\nrotate 4\ninclude /etc/logrotate.d\n' };
const TIMER = { [WANTS]: wants('timers', 'logrotate.timer') };
const STATE = '/var/lib/logrotate/status';
const state = (at: number) => ({
  [`stat:${STATE}`]: `640|0|0|root|root|regular file|9|${at}|${STATE}\n`,
});
const CRON = { 'stat:/etc/cron.daily/logrotate': link('/etc/cron.daily/logrotate') };
const IMAGE = { [COMMANDS]: NOT_BOOTED, [PROCESSES]: NOT_BOOTED, 'text:/proc/uptime': NOT_BOOTED };

testCheck(check, {
  pass: [
    { name: 'a timer', given: { ...RUNNING, ...UP, ...CONFIG, ...TIMER, ...state(NOW - 80_000) } },
    { name: 'cron', given: { ...RUNNING, ...UP, ...CONFIG, ...CRON, ...state(NOW - 80_000) } },
    {
      name: 'a host of today',
      given: { ...RUNNING, ...UP, ...CONFIG, ...CRON, 'text:/proc/uptime': '3600.00 1.0\n' },
    },
    {
      name: 'an image',
      given: {
        ...IMAGE,
        ...CONFIG,
        [WANTS]: `${wants('timers', 'logrotate.timer')}${wants('multi-user', 'rsyslog.service')}`,
      },
    },
  ],
  fail: [
    {
      name: 'not installed',
      given: { ...RUNNING, ...UP },
      because: [
        '/etc/logrotate.conf: absent',
        'logrotate: nothing starts it',
        'last run of logrotate: no trace of one',
      ],
    },
    {
      name: 'it fails',
      given: { ...RUNNING, ...UP, ...CONFIG, ...TIMER, ...state(NOW - 9 * 86_400) },
      because: ['last run of logrotate: 9 days ago'],
    },
  ],
  notApplicable: [{ name: 'the journal alone', given: { ...IDLE, ...UP } }],
});
