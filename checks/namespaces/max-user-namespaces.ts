import {
  defineCheck,
  dockerSettings,
  notApplicable,
  orAbsent,
  passUnless,
  required,
  rootless,
  sysctlSetting,
} from '../../src/index.ts';

const KEY = 'user.max_user_namespaces';

export default defineCheck({
  id: 'namespaces.max_user_namespaces',
  area: 'namespaces',
  title: 'user.max_user_namespaces is not 0 where the host’s own containers need it',
  severity: 'low',
  level: 1,
  rationale:
    'With 0 a host cannot remap users, and after the next boot its containers fall back to root of the host.',
  remedy: `Write \`${KEY} = 15000\` to /etc/sysctl.d/99-userns.conf, remove other lines for the key, and run \`sysctl --system\`.`,
  references: ['stig-ol8:OL08-00-040284', 'man:namespaces(7)'],
  tags: ['sysctl', 'docker', 'podman'],
  needs: {
    docker: orAbsent(dockerSettings('userns-remap')),
    rootless: required(rootless),
    limit: required(sysctlSetting(KEY)),
  },
  evaluate({ docker, rootless: own, limit }) {
    const remaps = (docker?.sides ?? []).some(({ settings }) => settings['userns-remap']);
    const users = own.processes.length + own.sockets.length > 0;
    if (!remaps && !users) {
      return notApplicable('neither userns-remap nor an engine of a user is in use');
    }
    if (limit.running.state === 'absent') return notApplicable(`this kernel has no ${KEY}`);
    const now = limit.running.state === 'value' ? limit.running.value : 'not running';
    const expected = 'greater than 0';
    return passUnless(
      [
        ...(now === '0' ? [{ subject: KEY, expected, actual: now }] : []),
        ...(limit.atBoot?.value === '0'
          ? [
              {
                subject: `${KEY} after a reboot`,
                expected,
                actual: `0, set by ${limit.atBoot.source}`,
              },
            ]
          : []),
      ],
      `${KEY} is ${now}`,
    );
  },
});
