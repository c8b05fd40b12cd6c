import { containerChecks, rootUser, sshServer, widerThanFirst } from '../../src/index.ts';

const tags = ['containers', 'processes'];

export default containerChecks([
  {
    id: 'runtime.root-user',
    area: 'runtime',
    title: 'Container processes do not run as root',
    severity: 'medium',
    level: 1,
    rationale:
      'Root inside is root of the host to every file of a mount, and one hole away from being it altogether.',
    remedy:
      'Set `USER` in the image or create it anew with `--user 1000:1000` (Kubernetes: `runAsNonRoot: true`); or map root with a user namespace.',
    references: ['cis-docker-1.6:4.1', 'docker-bench:4.1'],
    tags,
    judge: rootUser,
  },
  {
    id: 'runtime.ssh-inside',
    area: 'runtime',
    title: 'No SSH server runs in a container',
    severity: 'low',
    level: 1,
    rationale: 'It is a second way in, with keys that nobody rotates and logs that nobody reads.',
    remedy: 'Take it out of the image; use `docker exec` or `kubectl exec`.',
    references: ['cis-docker-1.6:5.7', 'docker-bench:5.7'],
    tags,
    judge: sshServer,
  },
  {
    id: 'runtime.exec-privileged',
    area: 'runtime',
    title: 'No process in a container has more capabilities than its first process can have',
    severity: 'low',
    level: 2,
    rationale:
      'Such a process was started with `docker exec --privileged`, past everything that the container was defined with, and is the easiest one in it to take over.',
    remedy: 'End it. Whoever needs it should start a container of its own for the purpose.',
    references: ['cis-docker-1.6:5.23', 'docker-bench:5.23'],
    tags,
    judge: widerThanFirst,
  },
]);
