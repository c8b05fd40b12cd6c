import {
  defineCheck,
  engineListeners,
  hostPort,
  isWildcard,
  type Mismatch,
  notApplicable,
  orAbsent,
  passUnless,
} from '../../src/index.ts';

const PLAIN = '2375';
const TLS = '2376';

export default defineCheck({
  id: 'daemon.tcp-port',
  area: 'daemon',
  title: 'Docker’s TLS listener uses port 2376 of a chosen address',
  severity: 'low',
  level: 2,
  rationale:
    'Every scanner looks for 2375, the port without TLS, and a wildcard opens the API to each network of the host.',
  remedy:
    'Write `"hosts": ["fd://", "tcp://ADDRESS:2376"]` in /etc/docker/daemon.json and take -H out of ExecStart: dockerd does not start with both.',
  references: ['docker-bench:2.7'],
  tags: ['docker', 'network', 'tls'],
  needs: { listeners: orAbsent(engineListeners) },
  evaluate({ listeners = [] }) {
    const docker = listeners.filter(({ daemon }) => daemon.startsWith('docker'));
    if (docker.length === 0) return notApplicable('Docker is not told to listen on TCP');
    const wrong = docker.flatMap(({ daemon, address, label, tls }): Mismatch[] => {
      const bare = /^\d+$/.test(address);
      const { host, port } = bare ? { host: '', port: address } : hostPort(address);
      const used = port === '' ? (tls === 'no TLS' ? PLAIN : TLS) : port;
      const subject = `${daemon} ${address}${label}`;
      return [
        ...(used === TLS ? [] : [{ subject: `${subject} port`, expected: TLS, actual: used }]),
        ...(isWildcard(host)
          ? [{ subject: `${subject} address`, expected: 'one address', actual: 'every address' }]
          : []),
      ];
    });
    return passUnless(wrong, docker.map(({ address }) => address).join(', '));
  },
});
