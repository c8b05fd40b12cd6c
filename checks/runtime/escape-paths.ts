import { containerChecks, escapePaths } from '../../src/index.ts';

/** The sum of the others: single settings that are harmless alone and root together. */
export default containerChecks([
  {
    id: 'runtime.escape-paths',
    area: 'runtime',
    title: 'No running container has a known way to root on the host',
    severity: 'critical',
    level: 1,
    rationale:
      'Whoever takes over such a container, by a hole in the program that it runs, owns the host a moment later without any hole in the kernel: all it takes is what the container was given.',
    remedy:
      'For each way listed take one of its parts away: the mount, the device, the socket, the capability or the shared namespace, and create the container anew. `--userns-remap` or an engine without root closes most of them at once.',
    references: ['nist-800-190:4.4.3', 'cis-docker-1.6:5.5', 'cis-docker-1.6:5.32'],
    tags: ['containers', 'escape'],
    judge: escapePaths,
  },
]);
