import {
  defineCheck,
  dockerGroups,
  dockerSettings,
  engineListeners,
  notApplicable,
  orAbsent,
  passUnless,
} from '../../src/index.ts';

export default defineCheck({
  id: 'daemon.authorization-plugin',
  area: 'daemon',
  title: 'Access to Docker’s API passes an authorization plugin',
  severity: 'low',
  level: 2,
  rationale:
    'Without one, everyone who may ask Docker for anything may ask for all, root on the host included.',
  remedy:
    'Install a plugin such as opa-docker-authz, name it in `authorization-plugins` in /etc/docker/daemon.json, then `systemctl restart docker`; keep Docker at 29.3.1 or later, earlier ones let requests past it.',
  references: ['cis-docker-1.6:2.12', 'docker-bench:2.12'],
  tags: ['docker'],
  needs: {
    docker: orAbsent(dockerSettings('authorization-plugins')),
    listeners: orAbsent(engineListeners),
    groups: orAbsent(dockerGroups),
  },
  evaluate({ docker, listeners = [], groups = [] }) {
    if (docker === undefined) return notApplicable('Docker is not on this host');
    const shared =
      groups.some(({ members }) => members.length > 0) ||
      listeners.some(({ daemon }) => daemon.startsWith('docker'));
    if (!shared) return notApplicable('only root can reach Docker’s API');
    const bare = docker.sides.filter(
      ({ settings }) => (settings['authorization-plugins'] ?? []).length === 0,
    );
    return passUnless(
      bare.map(({ label, shown }) => ({
        subject: `authorization-plugins${label}`,
        expected: 'a plugin',
        actual: shown('authorization-plugins', 'none'),
      })),
      `authorization-plugins: ${docker.sides[0]?.shown('authorization-plugins', 'none')}`,
    );
  },
});
