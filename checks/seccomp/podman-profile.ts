import {
  configValue,
  defineCheck,
  notApplicable,
  orAbsent,
  passUnless,
  podmanConfig,
  shownValue,
} from '../../src/index.ts';

export default defineCheck({
  id: 'seccomp.podman-profile',
  area: 'seccomp',
  title: 'Podman’s default seccomp profile is not unconfined',
  severity: 'high',
  level: 1,
  rationale: 'Every container of root would reach all system calls of the kernel.',
  remedy:
    'Remove seccomp_profile from [containers] in /etc/containers/containers.conf and its folder containers.conf.d.',
  references: ['containers.conf(5):seccomp_profile'],
  tags: ['podman'],
  needs: { config: orAbsent(podmanConfig) },
  evaluate({ config }) {
    if (config === undefined) return notApplicable('Podman is not on this host');
    const set = configValue(config, ['containers', 'seccomp_profile']);
    return passUnless(
      set?.value === 'unconfined'
        ? [
            {
              subject: 'Podman seccomp_profile',
              expected: 'a profile',
              actual: `unconfined, set by ${set.path}`,
            },
          ]
        : [],
      `seccomp_profile is ${set === undefined ? 'Podman’s own' : shownValue(set.value)}`,
    );
  },
});
