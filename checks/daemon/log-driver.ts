import { z } from 'zod';
import {
  defineCheck,
  dockerSettings,
  notApplicable,
  orAbsent,
  passUnless,
} from '../../src/index.ts';

const params = z.object({
  /** Drivers that keep logs apart from the container, or send them away. */
  drivers: z
    .array(z.string())
    .default(['journald', 'syslog', 'fluentd', 'gelf', 'splunk', 'awslogs', 'gcplogs']),
});

export default defineCheck({
  id: 'daemon.log-driver',
  area: 'daemon',
  title: 'Logs of containers go to a driver that keeps or forwards them',
  severity: 'low',
  level: 2,
  rationale: 'Logs that lie beside a container go with it, and an intruder removes containers.',
  remedy:
    'Set `"log-driver": "journald"` in /etc/docker/daemon.json, then `systemctl restart docker`; or name `json-file` in the parameter `drivers` where an agent ships /var/lib/docker/containers/*/*.log.',
  references: ['cis-docker-1.6:2.13', 'docker-bench:2.13'],
  tags: ['docker', 'logging'],
  params,
  needs: { docker: orAbsent(dockerSettings('log-driver')) },
  evaluate({ docker }, { params: { drivers } }) {
    if (docker === undefined) return notApplicable('Docker is not on this host');
    const wrong = docker.sides.filter(
      ({ settings }) => !drivers.includes(settings['log-driver'] || 'json-file'),
    );
    return passUnless(
      wrong.map(({ label, shown }) => ({
        subject: `log-driver${label}`,
        expected: `one of ${drivers.join(', ')}`,
        actual: shown('log-driver', 'json-file'),
      })),
      `log-driver: ${docker.sides[0]?.shown('log-driver', 'json-file')}`,
    );
  },
});
