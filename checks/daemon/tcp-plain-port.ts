import {
  defineCheck,
  orAbsent,
  passUnless,
  required,
  tcp4Listeners,
  tcp6Listeners,
} from '../../src/index.ts';

const PLAIN = 2375;

/** What really listens, whoever was told: containers that publish the port among it. */
export default defineCheck({
  id: 'daemon.tcp-plain-port',
  area: 'daemon',
  title: 'Nothing listens on port 2375, where Docker’s API has no TLS',
  severity: 'critical',
  level: 1,
  rationale:
    'Scanners find an open 2375 within hours, and whoever reaches a Docker API without TLS is root where it runs.',
  remedy:
    'Find the program with `ss -ltnp sport = :2375`. Take tcp://…:2375 from dockerd’s hosts, or stop publishing the port of a container that runs dockerd.',
  references: ['cis-docker-1.6:2.7', 'docker-bench:2.7', 'lynis:CONT-8102'],
  tags: ['docker', 'network'],
  needs: { tcp4: required(tcp4Listeners), tcp6: orAbsent(tcp6Listeners) },
  evaluate({ tcp4, tcp6 = [] }) {
    const open = [...tcp4, ...tcp6].filter(({ port }) => port === PLAIN);
    return passUnless(
      open.map(({ address }) => ({
        subject: `port ${PLAIN} of ${address}`,
        expected: 'closed',
        actual: 'something listens',
      })),
      `no socket listens on port ${PLAIN}`,
    );
  },
});
