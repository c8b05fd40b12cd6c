import {
  defineCheck,
  dockerSettings,
  manual,
  notApplicable,
  orAbsent,
  passUnless,
  stat,
} from '../../src/index.ts';

export default defineCheck({
  id: 'daemon.live-restore',
  area: 'daemon',
  title: 'Containers keep running when dockerd restarts',
  severity: 'low',
  level: 1,
  rationale: 'Security updates of the daemon are put off when each of them stops every service.',
  remedy: 'Set `"live-restore": true` in /etc/docker/daemon.json, then `systemctl reload docker`.',
  references: ['cis-docker-1.6:2.15', 'docker-bench:2.15'],
  tags: ['docker'],
  needs: {
    docker: orAbsent(dockerSettings('live-restore', 'data-root')),
    // dockerd keeps it as long as the host is in a swarm.
    swarm: orAbsent(stat('/var/lib/docker/swarm/docker-state.json')),
  },
  evaluate({ docker, swarm }) {
    if (docker === undefined) return notApplicable('Docker is not on this host');
    if (swarm !== undefined) return notApplicable('swarm mode does not go with live-restore');
    const wrong = docker.sides.filter(({ settings }) => settings['live-restore'] !== true);
    const elsewhere = wrong.find(({ settings }) => settings['data-root'] !== undefined);
    if (elsewhere !== undefined) {
      return manual(
        `live-restore is off: is this host in a swarm, which does not go with it? \`docker info\` tells.`,
      );
    }
    return passUnless(
      wrong.map(({ label, shown }) => ({
        subject: `live-restore${label}`,
        expected: 'true',
        actual: shown('live-restore', 'false'),
      })),
      'live-restore is on',
    );
  },
});
