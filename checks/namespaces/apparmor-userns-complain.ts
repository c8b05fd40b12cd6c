import {
  defineCheck,
  notApplicable,
  passUnless,
  required,
  sysctlSetting,
} from '../../src/index.ts';

const RESTRICT = 'kernel.apparmor_restrict_unprivileged_userns';
const KEY = `${RESTRICT}_complain`;

export default defineCheck({
  id: 'namespaces.apparmor-userns-complain',
  area: 'namespaces',
  title: 'AppArmor’s restriction of user namespaces enforces, and not only logs',
  severity: 'medium',
  level: 1,
  rationale: 'In complain mode the restriction stops nothing that it would otherwise stop.',
  remedy: `Write \`${KEY} = 0\` to /etc/sysctl.d/99-userns.conf, remove other lines for the key, and run \`sysctl --system\`.`,
  references: ['ubuntu:apparmor-unprivileged-user-namespaces'],
  tags: ['sysctl', 'apparmor'],
  needs: { restrict: required(sysctlSetting(RESTRICT)), complain: required(sysctlSetting(KEY)) },
  evaluate({ restrict, complain }) {
    const { running, atBoot } = complain;
    if (running.state === 'absent') return notApplicable(`this kernel has no ${KEY}`);
    const now = running.state === 'value' ? running.value : '0';
    const on = restrict.running.state === 'value' && restrict.running.value !== '0';
    if (running.state === 'value' && !on) return notApplicable(`${RESTRICT} is not on`);
    return passUnless(
      [
        ...(now === '0' ? [] : [{ subject: KEY, expected: '0', actual: now }]),
        ...(atBoot === undefined || atBoot.value === '0'
          ? []
          : [
              {
                subject: `${KEY} after a reboot`,
                expected: '0',
                actual: `${atBoot.value}, set by ${atBoot.source}`,
              },
            ]),
      ],
      running.state === 'value' ? `${KEY} is 0` : 'not booted, so judged by its files',
    );
  },
});
