import {
  type AnyCheck,
  anyEngine,
  apparmorInUse,
  containerPolicy,
  defineCheck,
  distributionMac,
  fail,
  installedPackages,
  manual,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  permissiveDomains,
  required,
  selinuxConfig,
  selinuxMode,
  stats,
} from '../../src/index.ts';

const FILE = '/etc/selinux/config';
const OFF = 'SELinux does not enforce here: see mac.selinux-mode';
const tags = ['selinux'];
/** Targeted and multi-level, under the names that distributions give them. */
const CONFINING = ['targeted', 'mls', 'mcs', 'strict', 'default', 'refpolicy', 'fortified'];

/** SELinux of the host: as it runs, and as the next boot will have it. */
const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'mac.selinux-mode',
    area: 'mac',
    title: 'SELinux enforces its policy where it is what confines the host',
    severity: 'high',
    level: 1,
    rationale: 'In permissive mode an escape from a container is written down, and happens.',
    remedy:
      'Run `setenforce 1`. Where SELinux is off, set SELINUX=enforcing in /etc/selinux/config, create /.autorelabel, and reboot.',
    references: [
      'ssg:selinux_state',
      'lynis:MACF-6234',
      'stig-ol8:OL08-00-010170',
      'man:selinux(8)',
    ],
    tags,
    needs: {
      mode: required(selinuxMode),
      apparmor: required(apparmorInUse),
      distribution: required(distributionMac),
    },
    evaluate({ mode, apparmor, distribution }) {
      if (mode === 'enforcing') return pass('SELinux enforces its policy');
      if (mode === 'off' && apparmor) return notApplicable('AppArmor confines this host');
      if (mode === 'off' && distribution !== 'selinux') {
        return notApplicable('the distribution is not built for SELinux: see mac.framework');
      }
      return fail({ subject: 'SELinux', expected: 'enforcing', actual: mode });
    },
  }),
  defineCheck({
    id: 'mac.selinux-mode-persisted',
    area: 'mac',
    title: 'SELinux enforces its policy after the next boot',
    severity: 'high',
    level: 1,
    rationale: 'A `setenforce 1` hides a file that says permissive, until the host is restarted.',
    remedy: `Set SELINUX=enforcing in ${FILE}.`,
    references: ['ssg:selinux_state', 'ssg:selinux_not_disabled', 'man:selinux(8)'],
    tags,
    needs: { config: orAbsent(selinuxConfig), apparmor: required(apparmorInUse) },
    evaluate({ config, apparmor }) {
      if (config === undefined) return notApplicable(`there is no ${FILE}`);
      if (apparmor) return notApplicable('AppArmor confines this host');
      return passUnless(
        config.mode === 'enforcing'
          ? []
          : [
              {
                subject: 'SELinux after a reboot',
                expected: 'enforcing',
                actual: `${config.mode ?? 'not set'}, by ${FILE}`,
              },
            ],
        `${FILE} says enforcing`,
      );
    },
  }),
  defineCheck({
    id: 'mac.selinux-mode-agreement',
    area: 'mac',
    title: 'SELinux runs in the mode that its file names',
    severity: 'medium',
    level: 1,
    rationale: 'Someone has changed the mode for a while and forgotten it, or an intruder has.',
    remedy: `Run \`setenforce\`, or correct SELINUX= in ${FILE}.`,
    references: ['man:selinux(8)'],
    tags,
    needs: { mode: required(selinuxMode), config: orAbsent(selinuxConfig) },
    evaluate({ mode, config }) {
      if (mode === 'off') return notApplicable('SELinux is off: see mac.selinux-mode');
      if (config === undefined) return notApplicable(`there is no ${FILE}`);
      return passUnless(
        config.mode === mode
          ? []
          : [
              {
                subject: 'SELinux',
                expected: `${config.mode ?? 'a mode'}, as in ${FILE}`,
                actual: mode,
              },
            ],
        `${mode}, now and in ${FILE}`,
      );
    },
  }),
  defineCheck({
    id: 'mac.selinux-policy-type',
    area: 'mac',
    title: 'The policy of SELinux confines services, and is installed',
    severity: 'medium',
    level: 1,
    rationale:
      'The minimum policy leaves nearly every daemon unconfined; a missing one stops the boot.',
    remedy: `Install selinux-policy-targeted, set SELINUXTYPE=targeted in ${FILE}, create /.autorelabel, and reboot.`,
    references: ['ssg:selinux_policytype', 'stig-ol8:OL08-00-010450', 'man:selinux(8)'],
    tags,
    needs: {
      config: orAbsent(selinuxConfig),
      policies: required(stats('/etc/selinux/*/policy')),
      apparmor: required(apparmorInUse),
    },
    evaluate({ config, policies, apparmor }) {
      if (config === undefined) return notApplicable(`there is no ${FILE}`);
      if (apparmor) return notApplicable('AppArmor confines this host');
      if (config.mode === 'disabled')
        return notApplicable('SELinux is disabled: see mac.selinux-mode-persisted');
      const { type } = config;
      if (type === 'minimum') {
        return fail({ subject: 'SELINUXTYPE', expected: 'targeted or mls', actual: type });
      }
      if (!policies.some(({ path }) => path === `/etc/selinux/${type}/policy`)) {
        const actual = `${type}, and no /etc/selinux/${type}/policy`;
        return fail({ subject: 'SELINUXTYPE', expected: 'a policy that is installed', actual });
      }
      if (CONFINING.some((name) => type.startsWith(name))) return pass(`the policy is ${type}`);
      return manual(
        `Does the policy ${type} confine the services of this host and its containers?`,
      );
    },
  }),
  defineCheck({
    id: 'mac.selinux-permissive-domains',
    area: 'mac',
    title: 'No SELinux domain was made permissive',
    severity: 'high',
    level: 1,
    rationale: 'The host says that it enforces, while the domain that matters is free.',
    remedy: 'Run `semanage permissive -d DOMAIN`.',
    references: ['man:semanage-permissive(8)'],
    tags,
    needs: { mode: required(selinuxMode), domains: required(permissiveDomains) },
    evaluate({ mode, domains }) {
      if (mode !== 'enforcing') return notApplicable(OFF);
      return passUnless(
        domains.map((name) => ({ subject: name, expected: 'enforcing', actual: 'permissive' })),
        'no domain was made permissive',
      );
    },
  }),
  defineCheck({
    id: 'mac.selinux-container-policy',
    area: 'mac',
    title: 'The SELinux policy knows containers',
    severity: 'high',
    level: 1,
    rationale:
      'Without it containers have no type of their own, and run in the domain of their engine or in none.',
    remedy:
      'Install container-selinux (for k3s k3s-selinux, for RKE2 rke2-selinux), and restart the engine.',
    references: ['container-selinux:README'],
    tags,
    needs: {
      mode: required(selinuxMode),
      policy: required(containerPolicy),
      engine: orAbsent(anyEngine),
    },
    evaluate({ mode, policy, engine }) {
      if (mode !== 'enforcing') return notApplicable(OFF);
      if (engine === undefined) return notApplicable('no container engine is on this host');
      return policy === undefined
        ? fail({ subject: 'module container', expected: 'installed', actual: 'not installed' })
        : pass(policy);
    },
  }),
  defineCheck({
    id: 'mac.selinux-auxiliary-packages',
    area: 'mac',
    title: 'Desktop helpers of SELinux are not installed',
    severity: 'low',
    level: 2,
    rationale:
      'setroubleshoot and mcstrans run as root and read what others write, for no use on a server.',
    remedy: 'Run `dnf remove setroubleshoot-server mcstrans`.',
    references: ['ssg:package_setroubleshoot_removed', 'ssg:package_mcstrans_removed'],
    tags,
    needs: { mode: required(selinuxMode), installed: required(installedPackages) },
    evaluate({ mode, installed: { manager, packages } }) {
      if (mode === 'off') return notApplicable('SELinux is off');
      if (manager !== 'rpm') return notApplicable(`packages of ${manager} are not listed in full`);
      const found = packages.filter(({ name }) =>
        /^(setroubleshoot(-server)?|mcstrans)$/.test(name),
      );
      return passUnless(
        found.map(({ name, version }) => ({
          subject: name,
          expected: 'not installed',
          actual: version,
        })),
        'neither setroubleshoot nor mcstrans is installed',
      );
    },
  }),
];

export default checks;
