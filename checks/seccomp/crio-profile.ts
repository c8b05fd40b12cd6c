import {
  configValue,
  crioConfig,
  defineCheck,
  notApplicable,
  orAbsent,
  passUnless,
  shownValue,
} from '../../src/index.ts';

export default defineCheck({
  id: 'seccomp.crio-profile',
  area: 'seccomp',
  title: 'CRI-O’s default seccomp profile is not unconfined',
  severity: 'high',
  level: 1,
  rationale: 'Every pod without a profile of its own would reach all system calls of the kernel.',
  remedy: `Remove seccomp_profile from [crio.runtime] in a file of /etc/crio/crio.conf.d, then \`systemctl restart crio\`.`,
  references: ['crio.conf(5):seccomp_profile'],
  tags: ['crio', 'kubernetes'],
  needs: { config: orAbsent(crioConfig) },
  evaluate({ config: layers }) {
    if (layers === undefined) return notApplicable('CRI-O is not on this host');
    const set = configValue(layers, ['crio', 'runtime', 'seccomp_profile'])?.value;
    return passUnless(
      set === 'unconfined'
        ? [{ subject: 'CRI-O seccomp_profile', expected: 'a profile', actual: 'unconfined' }]
        : [],
      `seccomp_profile is ${set === undefined ? 'CRI-O’s own' : shownValue(set)}`,
    );
  },
});
