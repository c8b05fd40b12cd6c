import {
  defineCheck,
  dockerSettings,
  lastSetting,
  manual,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  type Unit,
  unit,
} from '../../src/index.ts';

/** The hard limit that a service starts with; `infinity` is none. */
const limitOf = (of: Unit | undefined): string | undefined => {
  const set = of === undefined ? undefined : lastSetting(of, 'Service.LimitNOFILE')?.value;
  return set?.split(':').at(-1);
};

export default defineCheck({
  id: 'daemon.default-ulimits',
  area: 'daemon',
  title: 'Containers start with a limit on open files',
  severity: 'low',
  level: 2,
  rationale: 'Without one a container can use up the file handles of the whole host.',
  remedy:
    'Set `"default-ulimits": {"nofile": {"Name": "nofile", "Hard": 64000, "Soft": 64000}}` in /etc/docker/daemon.json, then `systemctl restart docker`.',
  references: ['cis-docker-1.6:2.8', 'docker-bench:2.8'],
  tags: ['docker'],
  needs: {
    docker: orAbsent(dockerSettings('default-ulimits')),
    containerd: orAbsent(unit('containerd.service')),
    service: orAbsent(unit('docker.service')),
  },
  evaluate({ docker, containerd, service }) {
    if (docker === undefined) return notApplicable('Docker is not on this host');
    const hard = docker.sides.map(({ settings }) => settings['default-ulimits']?.['nofile']?.Hard);
    if (hard.every((limit) => limit !== undefined && limit > 0)) {
      return pass(`default-ulimits: nofile ${hard.join(', ')}`);
    }
    const unlimited = docker.sides.filter((_, at) => (hard[at] ?? 0) < 0);
    if (unlimited.length > 0) {
      return passUnless(
        unlimited.map(({ label }) => ({
          subject: `default-ulimits nofile${label}`,
          expected: 'a hard limit',
          actual: 'unlimited',
        })),
        '',
      );
    }
    // Containers inherit from the daemon that starts their shim.
    const inherited = limitOf(containerd ?? service);
    if (inherited !== undefined && /^\d+$/.test(inherited)) {
      return pass(`LimitNOFILE of ${(containerd ?? service)?.name} is ${inherited}`);
    }
    return manual(
      'Neither default-ulimits nor LimitNOFILE bounds how many files a container may open: are the limits of the kernel right for this host?',
    );
  },
});
