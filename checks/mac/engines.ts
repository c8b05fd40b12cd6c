import {
  type AnyCheck,
  apparmorInUse,
  configValue,
  containerdConfig,
  crioConfig,
  criSetting,
  defineCheck,
  dockerSettings,
  engine,
  fail,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  podmanConfig,
  required,
  selinuxMode,
  shownValue,
} from '../../src/index.ts';

const SELINUX_OFF = 'SELinux is off: see mac.framework';
const APPARMOR_OFF = 'AppArmor is not in use: see mac.framework';
const NO_CRI = 'containerd serves no Kubernetes here';

/** Whether engines ask for the confinement that the host offers. */
const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'mac.selinux-docker-enabled',
    area: 'mac',
    title: 'Docker labels containers for SELinux',
    severity: 'high',
    level: 1,
    rationale:
      'By default dockerd does not: containers then run in its own domain, and SELinux separates them from nothing.',
    remedy:
      'Set "selinux-enabled": true in /etc/docker/daemon.json, restart dockerd, and mount volumes with :z or :Z.',
    references: ['ssg:docker_selinux_enabled', 'docker-bench:5.3', 'cis-docker-1.6:5.3'],
    tags: ['selinux', 'docker'],
    needs: {
      mode: required(selinuxMode),
      docker: orAbsent(dockerSettings('selinux-enabled')),
    },
    evaluate({ mode, docker }) {
      if (docker === undefined) return notApplicable('Docker is not on this host');
      if (mode === 'off') return notApplicable(SELINUX_OFF);
      return passUnless(
        docker.sides
          .filter(({ settings }) => settings['selinux-enabled'] !== true)
          .map(({ label, shown }) => ({
            subject: `selinux-enabled${label}`,
            expected: 'true',
            actual: shown('selinux-enabled', 'false'),
          })),
        'selinux-enabled is true',
      );
    },
  }),
  defineCheck({
    id: 'mac.selinux-containerd-enabled',
    area: 'mac',
    title: 'containerd labels pods for SELinux',
    severity: 'high',
    level: 1,
    rationale:
      'By default it does not: pods run without a label, and SELinux does not confine them.',
    remedy:
      'Set enable_selinux = true in the CRI plugin of /etc/containerd/config.toml, then `systemctl restart containerd`; for k3s and RKE2 start the server with --selinux.',
    references: ['containerd:docs/cri/config.md'],
    tags: ['selinux', 'containerd', 'kubernetes'],
    needs: {
      mode: required(selinuxMode),
      config: orAbsent(containerdConfig),
      kubelet: orAbsent(engine('kubelet')),
      enabled: orAbsent(criSetting('enable_selinux')),
    },
    evaluate({ mode, config, kubelet, enabled }) {
      if (config === undefined || !config.criEnabled || kubelet === undefined) {
        return notApplicable(NO_CRI);
      }
      if (mode === 'off') return notApplicable(SELINUX_OFF);
      return enabled?.value === true
        ? pass(`enable_selinux is true, set by ${enabled.path}`)
        : fail({
            subject: 'containerd enable_selinux',
            expected: 'true',
            actual: told(enabled, 'false'),
          });
    },
  }),
  defineCheck({
    id: 'mac.selinux-crio-enabled',
    area: 'mac',
    title: 'CRI-O labels pods for SELinux',
    severity: 'high',
    level: 1,
    rationale: 'Without it pods run without a label, and SELinux does not confine them.',
    remedy:
      'Write [crio.runtime] and selinux = true to /etc/crio/crio.conf.d/10-selinux.conf, then `systemctl restart crio`.',
    references: ['crio.conf(5):selinux'],
    tags: ['selinux', 'cri-o', 'kubernetes'],
    needs: { mode: required(selinuxMode), config: orAbsent(crioConfig) },
    evaluate({ mode, config }) {
      if (config === undefined) return notApplicable('CRI-O is not on this host');
      if (mode === 'off') return notApplicable(SELINUX_OFF);
      const set = configValue(config, ['crio', 'runtime', 'selinux']);
      return set?.value === true
        ? pass(`selinux is true, set by ${set.path}`)
        : fail({ subject: 'CRI-O selinux', expected: 'true', actual: told(set, 'false') });
    },
  }),
  defineCheck({
    id: 'mac.selinux-podman-label',
    area: 'mac',
    title: 'Podman separates containers by SELinux labels',
    severity: 'high',
    level: 1,
    rationale:
      'With `label = false` every container runs as spc_t, which SELinux lets do anything.',
    remedy: 'Remove `label = false` from [containers] of containers.conf.',
    references: ['containers.conf(5):label'],
    tags: ['selinux', 'podman'],
    needs: { mode: required(selinuxMode), config: orAbsent(podmanConfig) },
    evaluate({ mode, config }) {
      if (config === undefined) return notApplicable('Podman is not on this host');
      if (mode === 'off') return notApplicable(SELINUX_OFF);
      const set = configValue(config, ['containers', 'label']);
      return set?.value === false
        ? fail({ subject: 'Podman label', expected: 'true', actual: told(set, 'true') })
        : pass(`label is ${told(set, 'true')}`);
    },
  }),
  defineCheck({
    id: 'mac.apparmor-containerd-enabled',
    area: 'mac',
    title: 'containerd does not switch AppArmor off',
    severity: 'high',
    level: 1,
    rationale: 'Every pod then runs without a profile, whatever it asks for.',
    remedy:
      'Remove disable_apparmor from the CRI plugin in /etc/containerd/config.toml, then `systemctl restart containerd`.',
    references: ['containerd:docs/cri/config.md'],
    tags: ['apparmor', 'containerd', 'kubernetes'],
    needs: {
      inUse: required(apparmorInUse),
      config: orAbsent(containerdConfig),
      disabled: orAbsent(criSetting('disable_apparmor')),
    },
    evaluate({ inUse, config, disabled }) {
      if (config === undefined || !config.criEnabled) return notApplicable(NO_CRI);
      if (!inUse) return notApplicable(APPARMOR_OFF);
      return disabled?.value === true
        ? fail({
            subject: 'containerd disable_apparmor',
            expected: 'false',
            actual: told(disabled, 'false'),
          })
        : pass(`disable_apparmor is ${told(disabled, 'false')}`);
    },
  }),
  defineCheck({
    id: 'mac.apparmor-crio-profile',
    area: 'mac',
    title: 'Pods of CRI-O get an AppArmor profile unless they name one',
    severity: 'high',
    level: 1,
    rationale: 'Pods that ask for no profile of their own run without any.',
    remedy:
      'Remove apparmor_profile = "unconfined" from [crio.runtime], then `systemctl restart crio`.',
    references: ['crio.conf(5):apparmor_profile'],
    tags: ['apparmor', 'cri-o', 'kubernetes'],
    needs: { inUse: required(apparmorInUse), config: orAbsent(crioConfig) },
    evaluate({ inUse, config }) {
      if (config === undefined) return notApplicable('CRI-O is not on this host');
      if (!inUse) return notApplicable(APPARMOR_OFF);
      const set = configValue(config, ['crio', 'runtime', 'apparmor_profile']);
      const actual = told(set, 'crio-default');
      return set?.value === 'unconfined'
        ? fail({ subject: 'CRI-O apparmor_profile', expected: 'a profile', actual })
        : pass(`apparmor_profile is ${actual}`);
    },
  }),
  defineCheck({
    id: 'mac.apparmor-podman-profile',
    area: 'mac',
    title: 'Containers of Podman get an AppArmor profile unless they name one',
    severity: 'high',
    level: 1,
    rationale: 'Containers that ask for no profile of their own run without any.',
    remedy: 'Remove apparmor_profile = "unconfined" from [containers] of containers.conf.',
    references: ['containers.conf(5):apparmor_profile'],
    tags: ['apparmor', 'podman'],
    needs: { inUse: required(apparmorInUse), config: orAbsent(podmanConfig) },
    evaluate({ inUse, config }) {
      if (config === undefined) return notApplicable('Podman is not on this host');
      if (!inUse) return notApplicable(APPARMOR_OFF);
      const set = configValue(config, ['containers', 'apparmor_profile']);
      const actual = told(set, 'containers-default');
      return set?.value === 'unconfined'
        ? fail({ subject: 'Podman apparmor_profile', expected: 'a profile', actual })
        : pass(`apparmor_profile is ${actual}`);
    },
  }),
];

export default checks;

function told(
  set: { readonly value: unknown; readonly path: string } | undefined,
  byDefault: string,
): string {
  return set === undefined
    ? `${byDefault}, the default`
    : `${shownValue(set.value)}, set by ${set.path}`;
}
