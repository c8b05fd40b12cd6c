import {
  type AnyCheck,
  cgroupMode,
  defineCheck,
  dockerSettings,
  notApplicable,
  orAbsent,
  passUnless,
  required,
  stat,
} from '../../src/index.ts';

const NO_DOCKER = 'Docker is not on this host';
const RESTART = 'in /etc/docker/daemon.json, then `systemctl restart docker`';

/** Where dockerd puts its containers. */
const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'cgroup.docker-driver',
    area: 'cgroup',
    title: 'Docker leaves control groups to systemd where systemd runs the host',
    severity: 'low',
    level: 1,
    rationale:
      'Two managers that write one tree lose limits under load, and let a container out of its account.',
    remedy: `Remove native.cgroupdriver=cgroupfs from exec-opts ${RESTART}.`,
    references: ['docker-bench:2.10', 'cis-docker-1.6:2.10'],
    tags: ['cgroup', 'docker'],
    needs: {
      docker: orAbsent(dockerSettings('exec-opts')),
      systemd: orAbsent(stat('/run/systemd/system')),
      mode: required(cgroupMode),
    },
    evaluate({ docker, systemd, mode }) {
      if (docker === undefined) return notApplicable(NO_DOCKER);
      if (systemd === undefined) return notApplicable('systemd does not run this host');
      if (mode.layout !== 'unified') {
        return notApplicable('with version 1 of control groups dockerd manages them itself');
      }
      const wrong = docker.sides.filter(
        ({ settings }) => driverOf(settings['exec-opts'] ?? []) === 'cgroupfs',
      );
      return passUnless(
        wrong.map(({ label, shown }) => ({
          subject: `native.cgroupdriver${label}`,
          expected: 'systemd',
          actual: shown('exec-opts', 'systemd'),
        })),
        docker.sides.map(({ shown }) => `exec-opts: ${shown('exec-opts', 'systemd')}`).join(', '),
      );
    },
  }),
  defineCheck({
    id: 'cgroup.docker-default-namespace-mode',
    area: 'cgroup',
    title: 'New containers get a cgroup namespace of their own',
    severity: 'low',
    level: 1,
    rationale:
      'Containers see, and where they may write also change, the hierarchy of the host and of their neighbours.',
    remedy: `Set "default-cgroupns-mode": "private" ${RESTART}.`,
    references: ['man:cgroup_namespaces.7'],
    tags: ['cgroup', 'docker'],
    needs: {
      docker: orAbsent(dockerSettings('default-cgroupns-mode')),
      mode: required(cgroupMode),
    },
    evaluate({ docker, mode }) {
      if (docker === undefined) return notApplicable(NO_DOCKER);
      const byDefault = mode.layout === 'unified' ? 'private' : 'host';
      const wrong = docker.sides.filter(
        ({ settings }) => (settings['default-cgroupns-mode'] ?? byDefault) !== 'private',
      );
      return passUnless(
        wrong.map(({ label, shown }) => ({
          subject: `default-cgroupns-mode${label}`,
          expected: 'private',
          actual: shown('default-cgroupns-mode', byDefault),
        })),
        docker.sides.map(({ shown }) => shown('default-cgroupns-mode', byDefault)).join(', '),
      );
    },
  }),
];

export default checks;

/** As dockerd reads it: the first one counts, its name in any case. */
function driverOf(options: readonly string[]): string | undefined {
  const option = options.find((text) => /^native\.cgroupdriver=/i.test(text));
  return option?.slice(option.indexOf('=') + 1);
}
