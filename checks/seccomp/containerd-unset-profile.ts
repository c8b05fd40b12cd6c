import {
  containerdConfig,
  criSetting,
  defineCheck,
  engine,
  kubeletSettings,
  notApplicable,
  orAbsent,
  passUnless,
  shownValue,
} from '../../src/index.ts';

export default defineCheck({
  id: 'seccomp.containerd-unset-profile',
  area: 'seccomp',
  title: 'containerd filters the system calls of pods that ask for no profile',
  severity: 'medium',
  level: 2,
  rationale: 'A pod that names no profile, as most do, reaches all system calls of the kernel.',
  remedy:
    'Set seccompDefault: true in /var/lib/kubelet/config.yaml, then `systemctl restart kubelet`; or unset_seccomp_profile = "runtime/default" in the CRI plugin of /etc/containerd/config.toml, then `systemctl restart containerd`.',
  references: ['cis-k8s-1.12:4.2.14'],
  tags: ['containerd', 'kubernetes'],
  needs: {
    config: orAbsent(containerdConfig),
    kubelet: orAbsent(engine('kubelet')),
    unset: orAbsent(criSetting('unset_seccomp_profile')),
    settings: orAbsent(kubeletSettings),
  },
  evaluate({ config, kubelet, unset, settings }) {
    if (config === undefined || kubelet === undefined || !config.criEnabled) {
      return notApplicable('no kubelet uses a containerd of this host');
    }
    const profile = typeof unset?.value === 'string' ? unset.value : '';
    const byDefault = settings?.find('seccompDefault')?.value;
    const set = profile !== '' && profile !== 'unconfined';
    return passUnless(
      set || byDefault === true
        ? []
        : [
            {
              subject: 'profile of pods that ask for none',
              expected: 'seccompDefault of the kubelet, or unset_seccomp_profile of containerd',
              actual: `seccompDefault ${byDefault === undefined ? 'not set' : shownValue(byDefault)}, unset_seccomp_profile ${unset === undefined ? 'not set' : shownValue(unset.value)}`,
            },
          ],
      set ? `unset_seccomp_profile is ${profile}` : 'seccompDefault is true',
    );
  },
});
