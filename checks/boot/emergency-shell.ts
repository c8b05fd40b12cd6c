import {
  defineCheck,
  type Mismatch,
  notApplicable,
  orAbsent,
  passUnless,
  settingList,
  type Unit,
  unit,
} from '../../src/index.ts';

/** What asks for the password of root before it gives a shell; systemd before 240 called it through sh. */
const ASKS =
  /^[-@:+!]*(?:(?:\/usr)?\/(?:s?bin\/sulogin|lib\/systemd\/systemd-sulogin-shell)(?:\s|$)|(?:\/usr)?\/bin\/sh -c "(?:\/usr)?\/s?bin\/sulogin;)/;
/** With it a locked root account gets a shell without a password. */
const FORCED = /(?:^|\s)(?:--force|-e)(?:\s|$)/;
const FORCE_VARIABLE = /(?:^|[\s"'])SYSTEMD_SULOGIN_FORCE=(?:1|yes|true|on)\b/i;

function wrongIn(found: Unit | undefined): readonly Mismatch[] {
  if (found === undefined || found.masked) return [];
  const wrong = settingList(found, 'Service.ExecStart').filter(
    ({ value }) => !ASKS.test(value) || FORCED.test(value),
  );
  const forced = settingList(found, 'Service.Environment').filter(({ value }) =>
    FORCE_VARIABLE.test(value),
  );
  return [...wrong, ...forced].map(({ value, path }) => ({
    subject: found.name,
    expected: 'sulogin, not forced',
    actual: `${value} in ${path}`,
  }));
}

export default defineCheck({
  id: 'boot.emergency-shell-authentication',
  area: 'boot',
  title: 'Rescue and emergency shells ask for the password of root',
  severity: 'high',
  level: 1,
  rationale: 'A boot that fails, or is made to, gives whoever stands at the console a root shell.',
  remedy:
    'Remove drop-ins and copies of the units: `systemctl revert rescue.service emergency.service`.',
  references: [
    'ssg:require_singleuser_auth',
    'ssg:require_emergency_target_auth',
    'stig-rhel9:RHEL-09-611200',
    'stig-rhel9:RHEL-09-611195',
    'lynis:BOOT-5260',
  ],
  tags: ['boot', 'console'],
  needs: {
    rescue: orAbsent(unit('rescue.service')),
    emergency: orAbsent(unit('emergency.service')),
  },
  evaluate({ rescue, emergency }) {
    if (rescue === undefined && emergency === undefined) {
      return notApplicable('there is no rescue.service nor emergency.service of systemd');
    }
    return passUnless(
      [...wrongIn(rescue), ...wrongIn(emergency)],
      'sulogin asks for the password of root',
    );
  },
});
