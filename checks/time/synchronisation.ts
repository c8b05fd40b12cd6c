import {
  defineCheck,
  type Mismatch,
  notApplicable,
  orAbsent,
  passUnless,
  required,
  synchronisation,
  timeDaemons,
} from '../../src/index.ts';

const active = defineCheck({
  id: 'time.synchronisation-active',
  area: 'time',
  title: 'One time synchronisation daemon runs and starts at boot',
  severity: 'high',
  level: 1,
  rationale:
    'A wrong clock accepts certificates and tokens that have expired, and puts logs out of order. The clock of a virtual machine drifts too: kvm-clock counts, it does not set.',
  remedy:
    'Keep one: `apt-get install chrony` or `dnf install chrony`; `systemctl enable --now chrony`, on the RHEL family `chronyd`; disable the others.',
  references: [
    'cis-rhel9-2.0:2.3.1',
    'cis-ubuntu2404-1.0:2.3.1.1',
    'stig-rhel9:RHEL-09-252010',
    'stig-rhel9:RHEL-09-252015',
    'stig-ubuntu2404:UBTU-24-100700',
    'cis-dil-2.0:2.2.1.1',
    'lynis:TIME-3104',
    'lynis:TIME-3106',
    'ssg:service_chronyd_enabled',
    'ssg:package_chrony_installed',
    'ssg:service_timesyncd_enabled',
  ],
  tags: ['clock'],
  needs: { found: required(timeDaemons) },
  evaluate({ found: { clockOfAnother, booted, bootKnown, daemons } }) {
    if (clockOfAnother) {
      return notApplicable('this is a container: it has the clock of its host');
    }
    const wrong: Mismatch[] = [];
    // PTP feeds another daemon as well as the clock itself: beside one it is no second.
    const keepers = daemons.filter(({ name }) => name !== 'ptp' || daemons.length === 1);
    const running = keepers.flatMap(({ process }) => process ?? []);
    const starting = keepers.filter(({ starts }) => starts.length > 0);
    if (booted && running.length !== 1) {
      wrong.push({
        subject: 'time daemon',
        expected: 'one that runs',
        actual: running.length === 0 ? 'none runs' : `${running.join(' and ')} run`,
      });
    }
    if (bootKnown && starting.length !== 1) {
      const units = starting.flatMap(({ starts }) => starts.map(({ name }) => name));
      wrong.push({
        subject: 'time daemon at boot',
        expected: 'one that starts',
        actual: units.length === 0 ? 'none starts' : `${units.join(' and ')} start`,
      });
    }
    return passUnless(wrong, daemons.map(({ name }) => name).join(', '));
  },
});

const synchronised = defineCheck({
  id: 'time.synchronised',
  area: 'time',
  title: 'The clock is synchronised',
  severity: 'high',
  level: 1,
  rationale: 'A daemon that runs but reaches no server lets the clock drift, and nobody notices.',
  remedy:
    'Look at `timedatectl timesync-status`, `chronyc sources` or `ntpq -p`: servers, DNS, and UDP port 123 outwards.',
  references: ['lynis:TIME-3116', 'lynis:TIME-3185'],
  tags: ['clock'],
  needs: { state: orAbsent(synchronisation) },
  evaluate({ state }) {
    if (state === undefined) return notApplicable('no time daemon runs');
    const { daemon, synchronised: yes, evidence } = state;
    return passUnless(
      yes
        ? []
        : [
            {
              subject: daemon,
              expected: 'has set the clock since it was started',
              actual: evidence,
            },
          ],
      `${daemon}: ${evidence}`,
    );
  },
});

export default [active, synchronised];
