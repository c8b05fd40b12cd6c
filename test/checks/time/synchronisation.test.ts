import table from '../../../checks/time/synchronisation.ts';
import { NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';
import {
  COMMANDS,
  container,
  IDLE,
  link,
  OPENRC,
  PROCESSES,
  ps,
  WANTS,
  wants,
} from '../services/hosts.ts';

const IMAGE = { [COMMANDS]: NOT_BOOTED, [PROCESSES]: NOT_BOOTED };
const CHRONY = { ...IDLE, [COMMANDS]: ps('chronyd', 'chronyd') };
const ENABLED = { [WANTS]: wants('multi-user', 'chrony.service') };

testCheck(checkIn(table, 'time.synchronisation-active'), {
  pass: [
    { name: 'chrony', given: { ...CHRONY, ...ENABLED } },
    {
      name: 'timesyncd',
      given: {
        ...IDLE,
        [COMMANDS]: ps('systemd-timesyn'),
        [WANTS]: wants('sysinit', 'systemd-timesyncd.service'),
      },
    },
    {
      name: 'ntpd of BusyBox, by OpenRC',
      given: { ...IDLE, [COMMANDS]: ps('ntpd'), [OPENRC]: link('/etc/runlevels/default/ntpd') },
    },
    {
      name: 'PTP beside chrony',
      given: { ...IDLE, ...ENABLED, [COMMANDS]: ps('chronyd', 'phc2sys') },
    },
    {
      name: 'an image that starts one',
      given: { ...IMAGE, ...ENABLED, 'text:/proc/version': NOT_BOOTED },
    },
  ],
  fail: [
    {
      name: 'none',
      given: { ...IDLE, [WANTS]: wants('multi-user', 'cron.service') },
      because: ['time daemon: none runs', 'time daemon at boot: none starts'],
    },
    {
      name: 'one in a container alone',
      given: { ...IDLE, [COMMANDS]: ps('chronyd'), [PROCESSES]: container(2) },
      because: ['time daemon: none runs'],
    },
    {
      name: 'two',
      given: {
        ...IDLE,
        [COMMANDS]: ps('chronyd', 'ntpd'),
        [WANTS]: wants('multi-user', 'chrony.service') + wants('multi-user', 'ntpsec.service'),
      },
      because: [
        'time daemon: chronyd and ntpd run',
        'time daemon at boot: chrony.service and ntpsec.service start',
      ],
    },
    {
      name: 'one that was started by hand',
      given: { ...CHRONY, [WANTS]: wants('multi-user', 'cron.service') },
      because: ['time daemon at boot: none starts'],
    },
  ],
  notApplicable: [
    { name: 'LXC', given: { ...IDLE, 'text:/run/systemd/container': 'lxc\n' } },
    {
      name: 'WSL',
      given: {
        ...IDLE,
        'text:/proc/version': 'Linux version 5.15.153.1-microsoft-standard-WSL2 (root@x)\n',
      },
    },
  ],
});

const NOW = 1_732_000_000;
const DRIFT = '/var/lib/chrony/chrony.drift';
const drift = (age: number) => ({
  'clock:': `${NOW}\n`,
  [`stat:${DRIFT}`]: statLine(DRIFT, { modifiedAt: NOW - age, type: 'regular file' }),
});
const MARK = '/run/systemd/timesync/synchronized';
const TIMESYNCD = { ...IDLE, [COMMANDS]: ps('systemd-timesyn') };

testCheck(checkIn(table, 'time.synchronised'), {
  pass: [
    { name: 'chrony that wrote its drift', given: { ...CHRONY, ...drift(1800) } },
    {
      name: 'the mark of timesyncd',
      given: { ...TIMESYNCD, [`stat:${MARK}`]: statLine(MARK, { type: 'regular empty file' }) },
    },
  ],
  fail: [
    {
      name: 'timesyncd without a mark after a day',
      given: { ...TIMESYNCD, 'text:/proc/uptime': '86400.10 1.00\n' },
      because: [`timesyncd: ${MARK} is not there`],
    },
  ],
  notApplicable: [{ name: 'no daemon', given: IDLE }],
  unknown: [
    { name: 'drift that is old', given: { ...CHRONY, ...drift(86_400) } },
    { name: 'no drift', given: { ...CHRONY, 'clock:': `${NOW}\n` } },
    { name: 'a fresh boot', given: { ...TIMESYNCD, 'text:/proc/uptime': '60.10 1.00\n' } },
    { name: 'an image', given: { ...IMAGE, ...ENABLED } },
  ],
});
