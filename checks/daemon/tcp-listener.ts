import {
  defineCheck,
  engineListeners,
  notApplicable,
  orAbsent,
  passUnless,
} from '../../src/index.ts';

export default defineCheck({
  id: 'daemon.tcp-listener',
  area: 'daemon',
  title: 'No engine listens on TCP without verifying its clients by TLS',
  severity: 'critical',
  level: 1,
  rationale:
    'Anyone who reaches the port is root on this host; on a loopback port that is every local user and every page in a browser.',
  remedy:
    'Remove the tcp:// address of `hosts` in /etc/docker/daemon.json or of -H in docker.service and use `docker -H ssh://HOST`; where TCP is needed set "tlsverify": true with tlscacert, tlscert and tlskey.',
  references: ['cis-docker-1.6:2.7', 'docker-bench:2.7', 'lynis:CONT-8102'],
  tags: ['docker', 'podman', 'buildkit', 'network', 'tls'],
  needs: { listeners: orAbsent(engineListeners) },
  evaluate({ listeners }) {
    if (listeners === undefined) {
      return notApplicable('neither Docker nor Podman nor BuildKit is on this host');
    }
    const open = listeners.filter(({ tls }) => tls !== 'clients verified');
    return passUnless(
      open.map(({ daemon, address, label, tls }) => ({
        subject: `${daemon} ${address}${label}`,
        expected: 'clients verified by TLS, or no TCP',
        actual: tls,
      })),
      listeners.length === 0
        ? 'no engine is told to listen on TCP'
        : listeners
            .map(({ daemon, address }) => `${daemon} verifies clients of ${address}`)
            .join('; '),
    );
  },
});
