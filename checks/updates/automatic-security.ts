import { z } from 'zod';
import {
  type AptConfig,
  aptConfig,
  aptList,
  aptValue,
  type CheckVerdict,
  defineCheck,
  fileText,
  iniBoolean,
  iniSections,
  installedPackages,
  isAptTrue,
  type Mismatch,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  required,
  startsAtBoot,
} from '../../src/index.ts';

const APT_TIMER = 'apt-daily-upgrade.timer';
const RPM_TIMERS: readonly string[] = [
  'dnf-automatic.timer',
  'dnf-automatic-install.timer',
  'dnf5-automatic.timer',
  'transactional-update.timer',
  'rpm-ostreed-automatic.timer',
  'yum-cron.service',
];

/** Timers that install whatever automatic.conf says. */
const INSTALLING: readonly string[] = ['dnf-automatic-install.timer', 'transactional-update.timer'];

export default defineCheck({
  id: 'updates.automatic-security',
  area: 'updates',
  title: 'Security updates install themselves',
  severity: 'medium',
  level: 1,
  rationale:
    'A host that waits for a person to patch it is open from the day that a hole is published.',
  remedy:
    'Debian, Ubuntu: `apt-get install unattended-upgrades`, then `dpkg-reconfigure -plow unattended-upgrades`. RHEL, Fedora: `dnf install dnf-automatic`, `apply_updates = yes` in /etc/dnf/automatic.conf, `systemctl enable --now dnf-automatic.timer`. Where something else installs them set the parameter `managedElsewhere`.',
  references: [
    'lynis:PKGS-7420',
    'ssg:dnf-automatic_apply_updates',
    'ssg:timer_dnf-automatic_enabled',
  ],
  tags: ['patching'],
  params: z.object({
    /** Patch management installs security updates. */
    managedElsewhere: z.boolean().default(false),
  }),
  needs: {
    database: required(installedPackages),
    apt: required(aptConfig),
    starts: required(startsAtBoot([APT_TIMER, ...RPM_TIMERS])),
    dnf: orAbsent(fileText('/etc/dnf/automatic.conf')),
  },
  evaluate({ database, apt, starts, dnf }, { params: { managedElsewhere } }) {
    if (managedElsewhere) return pass('the profile says that patch management installs them');
    const names = starts.map(({ name }) => name);
    switch (database.manager) {
      case 'dpkg': {
        const installed = database.packages.some(({ name }) => name === 'unattended-upgrades');
        return aptVerdict(apt, installed, names.includes(APT_TIMER));
      }
      case 'rpm':
        return rpmVerdict(names, dnf);
      case 'apk':
      case 'pacman':
      case 'none':
        return notApplicable('the distribution has no automatic updates of its own');
    }
  },
});

function aptVerdict(apt: AptConfig, installed: boolean, timer: boolean): CheckVerdict {
  if (!installed) {
    return passUnless(
      [{ subject: 'unattended-upgrades', expected: 'installed', actual: 'not installed' }],
      '',
    );
  }
  const wrong: Mismatch[] = ['Update-Package-Lists', 'Unattended-Upgrade', 'Enable'].flatMap(
    (key) => {
      const name = `APT::Periodic::${key}`;
      const set = aptValue(apt, name)?.value ?? (key === 'Enable' ? '1' : undefined);
      // apt.systemd.daily takes a number of days, or one with a unit; 0 is never.
      return set !== undefined && /^[1-9]|^always$/.test(set)
        ? []
        : [{ subject: name, expected: '1', actual: set ?? 'not set' }];
    },
  );
  if (!timer) wrong.push({ subject: APT_TIMER, expected: 'enabled', actual: 'not enabled' });
  const origins = ['Allowed-Origins', 'Origins-Pattern'].flatMap((key) =>
    aptList(apt, `Unattended-Upgrade::${key}`),
  );
  if (!origins.some(({ value }) => /security/i.test(value) || value === 'origin=*')) {
    wrong.push({
      subject: 'Unattended-Upgrade::Origins-Pattern',
      expected: 'security updates among them',
      actual: origins.length === 0 ? 'nothing' : `${origins.length} origins without`,
    });
  }
  const dry = aptValue(apt, 'Unattended-Upgrade::Download-Only')?.value;
  if (dry !== undefined && isAptTrue(dry)) {
    wrong.push({ subject: 'Unattended-Upgrade::Download-Only', expected: 'false', actual: dry });
  }
  return passUnless(wrong, 'unattended-upgrades installs security updates');
}

function rpmVerdict(names: readonly string[], dnf: string | undefined): CheckVerdict {
  const [timer] = names.filter((name) => name !== APT_TIMER);
  if (timer === undefined) {
    return passUnless(
      [
        {
          subject: 'dnf-automatic.timer',
          expected: 'enabled',
          actual: 'no timer installs updates',
        },
      ],
      '',
    );
  }
  const installing = names.find((name) => INSTALLING.includes(name));
  if (installing !== undefined || !timer.startsWith('dnf'))
    return pass(`${installing ?? timer} is enabled`);
  const commands = iniSections({ path: '', content: dnf ?? '' }).find(
    ({ name }) => name === 'commands',
  );
  const set = commands?.keys.get('apply_updates');
  return passUnless(
    iniBoolean(set) === true
      ? []
      : [
          {
            subject: 'apply_updates in /etc/dnf/automatic.conf',
            expected: 'yes',
            actual: set ?? 'not set',
          },
        ],
    `${timer} is enabled, and applies what it finds`,
  );
}
