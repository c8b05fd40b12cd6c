import { z } from 'zod';
import {
  daemons,
  defineCheck,
  engine,
  manual,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  required,
} from '../../src/index.ts';

const ENGINES = ['dockerd', 'podman', 'containerd'] as const;

const params = z.object({
  /** No engine of these hosts may run as root. */
  rootlessRequired: z.boolean().default(false),
});

export default defineCheck({
  id: 'namespaces.rootless-engine',
  area: 'namespaces',
  title: 'The container engine runs without root where the workload allows',
  severity: 'low',
  level: 2,
  rationale: 'A hole in the daemon then gives the account of a user, not the host.',
  remedy:
    'Run `dockerd-rootless-setuptool.sh install` as the user, then `systemctl disable --now docker.service docker.socket`.',
  references: ['cis-docker-1.6:2.1', 'docker-bench:2.1'],
  tags: ['docker', 'podman', 'containerd'],
  params,
  needs: { running: required(daemons), kubelet: orAbsent(engine('kubelet')) },
  evaluate({ running, kubelet }, { params: { rootlessRequired } }) {
    if (kubelet !== undefined) return notApplicable(`Kubernetes needs root (${kubelet.found})`);
    const own = running.filter(
      ({ name, inContainer }) => !inContainer && ENGINES.some((one) => one === name),
    );
    if (own.length === 0) return notApplicable('no container engine runs');
    const ofRoot = [...new Set(own.filter(({ uid }) => uid === 0).map(({ name }) => name))];
    if (rootlessRequired) {
      const expected = 'an account of its own';
      return passUnless(
        ofRoot.map((name) => ({ subject: name, expected, actual: 'runs as root' })),
        own.map(({ name, uid }) => `${name} of user ${uid}`).join(', '),
      );
    }
    return ofRoot.length === 0
      ? pass(own.map(({ name, uid }) => `${name} of user ${uid}`).join(', '))
      : manual(`Does this host need ${ofRoot.join(' and ')} to run as root?`);
  },
});
