import machine from '../../../checks/time/machine.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

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
