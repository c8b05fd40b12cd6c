import {
  type AnyCheck,
  apparmorEnabled,
  apparmorInUse,
  apparmorMode,
  apparmorService,
  defineCheck,
  distributionMac,
  engine,
  fail,
  isEnforced,
  loadedProfiles,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  required,
  selinuxMode,
  stat,
} from '../../src/index.ts';

const OFF = 'AppArmor is not in use: see mac.framework';
const DOC = 'kernel-doc:admin-guide/LSM/apparmor.rst';
const tags = ['apparmor'];

/** AppArmor of the host: what of it runs, and what holds profiles. */
const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'mac.apparmor-enabled',
    area: 'mac',
    title: 'AppArmor is on where the distribution is built for it',
    severity: 'high',
    level: 1,
    rationale:
      'Container engines then start every container without docker-default, and say nothing of it.',
    remedy:
      'Remove `apparmor=0`, and an `lsm=` without apparmor, from the kernel command line, install the package apparmor, and reboot.',
    references: [
      DOC,
      'ssg:apparmor_configured',
      'lynis:MACF-6208',
      'cis-debian12-1.1.0:1.3.1.2',
      'cis-ubuntu2404-1.0.0:1.3.1.2',
    ],
    tags,
    needs: {
      enabled: orAbsent(apparmorEnabled),
      selinux: required(selinuxMode),
      distribution: required(distributionMac),
    },
    evaluate({ enabled, selinux, distribution }) {
      if (enabled === true) return pass('AppArmor is on');
      if (selinux === 'enforcing') return notApplicable('SELinux confines this host');
      if (distribution !== 'apparmor') {
        return notApplicable('the distribution is not built for AppArmor: see mac.framework');
      }
      const actual = enabled === undefined ? 'not in the kernel' : 'off';
      return fail({ subject: 'AppArmor', expected: 'on', actual });
    },
  }),
  defineCheck({
    id: 'mac.apparmor-mode',
    area: 'mac',
    title: 'No switch of the kernel takes AppArmor profiles out of force',
    severity: 'high',
    level: 1,
    rationale: 'The profiles of all containers then only log, whatever each of them says.',
    remedy:
      'Run `echo -n enforce > /sys/module/apparmor/parameters/mode`, and find out who changed it.',
    references: [DOC],
    tags,
    needs: { inUse: required(apparmorInUse), mode: orAbsent(apparmorMode) },
    evaluate({ inUse, mode }) {
      if (!inUse || mode === undefined) return notApplicable(OFF);
      return passUnless(
        mode === 'enforce' || mode === 'kill'
          ? []
          : [{ subject: 'mode of AppArmor', expected: 'enforce', actual: mode }],
        `the mode is ${mode}`,
      );
    },
  }),
  defineCheck({
    id: 'mac.apparmor-parser',
    area: 'mac',
    title: 'Engines that rely on AppArmor find its parser',
    severity: 'high',
    level: 1,
    rationale:
      'Without apparmor_parser an engine loads no profile, and starts containers without one.',
    remedy: 'Install the package apparmor, and restart the engine.',
    references: ['containerd:pkg/apparmor', 'moby:profiles/apparmor'],
    tags: [...tags, 'docker', 'containerd', 'cri-o'],
    needs: {
      inUse: required(apparmorInUse),
      docker: orAbsent(engine('docker')),
      containerd: orAbsent(engine('containerd')),
      crio: orAbsent(engine('crio')),
      parser: orAbsent(stat('/sbin/apparmor_parser')),
      inUsr: orAbsent(stat('/usr/sbin/apparmor_parser')),
    },
    evaluate({ inUse, docker, containerd, crio, parser, inUsr }) {
      const user = docker ?? containerd ?? crio;
      if (!inUse) return notApplicable(OFF);
      if (user === undefined) return notApplicable('no engine here loads profiles of its own');
      const found = parser ?? inUsr;
      return found === undefined
        ? fail({
            subject: 'apparmor_parser',
            expected: `installed, as ${user.name} needs it`,
            actual: 'neither in /sbin nor in /usr/sbin',
          })
        : pass(`${found.path} is there for ${user.name}`);
    },
  }),
  defineCheck({
    id: 'mac.apparmor-service',
    area: 'mac',
    title: 'AppArmor profiles are loaded at boot',
    severity: 'medium',
    level: 1,
    rationale: 'After the next reboot the services of the host run without their profiles.',
    remedy: 'Run `systemctl enable apparmor.service`; with OpenRC `rc-update add apparmor boot`.',
    references: ['ssg:apparmor_configured', 'man:apparmor(7)'],
    tags,
    needs: { inUse: required(apparmorInUse), service: required(apparmorService) },
    evaluate({ inUse, service: { state, detail } }) {
      if (!inUse) return notApplicable(OFF);
      return passUnless(
        state === 'enabled'
          ? []
          : [{ subject: 'apparmor.service', expected: 'enabled', actual: detail }],
        detail,
      );
    },
  }),
  defineCheck({
    id: 'mac.apparmor-profiles-loaded',
    area: 'mac',
    title: 'AppArmor enforces profiles',
    severity: 'medium',
    level: 1,
    rationale: 'AppArmor without a profile in force confines nothing.',
    remedy:
      'Install the packages apparmor and apparmor-profiles, and run `systemctl reload apparmor`.',
    references: [
      DOC,
      'ssg:all_apparmor_profiles_in_enforce_complain_mode',
      'cis-debian12-1.1.0:1.3.1.3',
      'cis-ubuntu2404-1.0.0:1.3.1.3',
    ],
    tags,
    needs: { inUse: required(apparmorInUse), profiles: required(loadedProfiles) },
    evaluate({ inUse, profiles }) {
      if (!inUse) return notApplicable(OFF);
      const held = profiles.filter(isEnforced).length;
      return passUnless(
        held > 0
          ? []
          : [
              {
                subject: 'AppArmor profiles in force',
                expected: 'at least one',
                actual: `0 of ${profiles.length}`,
              },
            ],
        `${held} of ${profiles.length} profiles are in force`,
      );
    },
  }),
  defineCheck({
    // Ubuntu ships profiles with `flags=(unconfined)` that only grant user namespaces: no failure.
    id: 'mac.apparmor-profiles-enforced',
    area: 'mac',
    title: 'No AppArmor profile only complains',
    severity: 'medium',
    level: 1,
    rationale: 'A profile in complain mode writes down what an intruder does, and lets it happen.',
    remedy: 'Run `aa-enforce PROFILE`, once its log shows nothing that the program needs.',
    references: [
      DOC,
      'ssg:all_apparmor_profiles_enforced',
      'cis-debian12-1.1.0:1.3.1.4',
      'cis-ubuntu2404-1.0.0:1.3.1.4',
    ],
    tags,
    needs: { inUse: required(apparmorInUse), profiles: required(loadedProfiles) },
    evaluate({ inUse, profiles }) {
      if (!inUse) return notApplicable(OFF);
      return passUnless(
        profiles
          .filter(({ mode }) => mode === 'complain')
          .map(({ name, mode }) => ({ subject: name, expected: 'enforce', actual: mode })),
        `none of ${profiles.length} profiles complains`,
      );
    },
  }),
  defineCheck({
    id: 'mac.apparmor-runtime-profile',
    area: 'mac',
    title: 'The default profile of the engine that runs is loaded and enforced',
    severity: 'high',
    level: 1,
    rationale:
      'Every container that asks for no profile of its own runs under this one, or under none.',
    remedy:
      'Restart the engine, which loads the profile; run `aa-enforce` where it only complains.',
    references: ['docker-docs:engine/security/apparmor', 'docker-bench:5.2', 'cis-docker-1.6:5.2'],
    tags: [...tags, 'docker', 'cri-o'],
    needs: {
      inUse: required(apparmorInUse),
      profiles: required(loadedProfiles),
      docker: orAbsent(engine('docker')),
      crio: orAbsent(engine('crio')),
    },
    evaluate({ inUse, profiles, docker, crio }) {
      if (!inUse) return notApplicable(OFF);
      // Both load their profile when they start; those of users may not load any.
      const wanted = [
        ...(docker?.processes.some(({ uid }) => uid === 0) ? ['docker-default'] : []),
        ...(crio?.processes.some(({ uid }) => uid === 0) ? ['crio-default'] : []),
      ];
      if (wanted.length === 0) return notApplicable('neither dockerd nor CRI-O runs as root');
      return passUnless(
        wanted.flatMap((name) => {
          const profile = profiles.find((one) => one.name === name);
          if (profile !== undefined && isEnforced(profile)) return [];
          const actual = profile === undefined ? 'not loaded' : profile.mode;
          return [{ subject: name, expected: 'enforce', actual }];
        }),
        `${wanted.join(' and ')} in force`,
      );
    },
  }),
];

export default checks;
