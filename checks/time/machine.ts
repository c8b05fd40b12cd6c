import {
  defineCheck,
  fileLimitChecks,
  fileText,
  orAbsent,
  passUnless,
  required,
} from '../../src/index.ts';

const clockSource = defineCheck({
  id: 'time.clock-source',
  area: 'time',
  title: 'The kernel counts time by the best clock that it has',
  severity: 'low',
  level: 1,
  rationale:
    'A clock that the kernel fell back to drifts by seconds a day, and is slow to read for every program.',
  remedy:
    'Look for `clocksource` and `tsc` in `dmesg`; take `clocksource=` off the kernel command line.',
  references: ['kernel-doc:timers/timekeeping.rst'],
  tags: ['clock', 'kernel'],
  needs: {
    current: required(fileText('/sys/devices/system/clocksource/clocksource0/current_clocksource')),
    available: required(
      fileText('/sys/devices/system/clocksource/clocksource0/available_clocksource'),
    ),
  },
  evaluate({ current, available }) {
    const used = current.trim();
    // The kernel lists them by rating, the best first.
    const better = available.trim().split(/\s+/)[0] ?? used;
    const poor = /^(jiffies|refined-jiffies|acpi_pm|hpet|pit)$/.test(used) && better !== used;
    return passUnless(
      poor ? [{ subject: 'clock source', expected: better, actual: used }] : [],
      used,
    );
  },
});

const hardwareClock = defineCheck({
  id: 'time.hardware-clock',
  area: 'time',
  title: 'The hardware clock keeps UTC',
  severity: 'low',
  level: 1,
  rationale: 'A clock that keeps local time jumps by an hour twice a year, or at a boot.',
  remedy: '`timedatectl set-local-rtc 0`.',
  references: [],
  tags: ['clock'],
  needs: { adjtime: orAbsent(fileText('/etc/adjtime')) },
  evaluate({ adjtime }) {
    // adjtime_config(5): the third line; without it, or without the file, UTC.
    const kept = adjtime?.split('\n')[2]?.trim() ?? '';
    return passUnless(
      kept === 'LOCAL' ? [{ subject: '/etc/adjtime', expected: 'UTC', actual: 'LOCAL' }] : [],
      adjtime === undefined ? 'there is no /etc/adjtime: UTC' : 'UTC',
    );
  },
});

const keyFiles = fileLimitChecks([
  {
    id: 'time.key-file',
    area: 'time',
    title: 'Keys for time are readable by root and the daemon alone',
    severity: 'medium',
    level: 1,
    rationale: 'Who reads the key forges the time that the host trusts.',
    remedy:
      '`chown root` and `chmod 0640` the file: /etc/chrony/chrony.keys, /etc/chrony.keys, /etc/ntp.keys or /etc/ntp/keys.',
    references: ['ssg:file_permissions_etc_chrony_keys', 'ssg:file_owner_etc_chrony_keys'],
    tags: ['clock', 'files'],
    limits: [
      {
        paths: [
          '/etc/chrony/chrony.keys',
          '/etc/chrony.keys',
          '/etc/ntp.keys',
          '/etc/ntp/keys',
          '/etc/ntpsec/ntp.keys',
        ],
        file: 0o640,
        folder: 0,
        groups: ['chrony', '_chrony', 'ntp', 'ntpsec'],
      },
    ],
  },
]);

export default [clockSource, hardwareClock, ...keyFiles];
