import { z } from 'zod';
import {
  type AnyCheck,
  containerCheck,
  containerChecks,
  memoryLimit,
  oomSettings,
  pidsLimit,
} from '../../src/index.ts';

const tags = ['containers', 'resources'];

const checks: readonly AnyCheck[] = [
  ...containerChecks([
    {
      id: 'runtime.memory-limit',
      area: 'runtime',
      title: 'Every container has a memory limit',
      severity: 'medium',
      level: 1,
      rationale:
        'One container takes all memory, and the kernel then kills what it finds: the engine, sshd, other containers.',
      remedy:
        '`docker update --memory 512m --memory-swap 512m NAME`, and the same in what starts it; in Kubernetes `resources.limits.memory`. A limit on the pod or on a slice above counts.',
      references: ['cis-docker-1.6:5.11', 'docker-bench:5.11'],
      tags,
      judge: memoryLimit,
    },
    {
      id: 'runtime.oom-settings',
      area: 'runtime',
      title: 'No container is exempt from the out-of-memory killer',
      severity: 'medium',
      level: 1,
      rationale: 'When memory runs out, the kernel kills services of the host in its place.',
      remedy: 'Create it anew without `--oom-kill-disable` and `--oom-score-adj`.',
      references: [],
      tags,
      judge: oomSettings,
    },
  ]),
  containerCheck({
    id: 'runtime.pids-limit',
    area: 'runtime',
    title: 'Every container has a process limit',
    severity: 'medium',
    level: 1,
    rationale:
      'A fork bomb in one container fills the host’s process table, and nobody can log in to end it.',
    remedy:
      '`docker update --pids-limit 512 NAME`, and the same in what starts it; in Kubernetes `podPidsLimit` of the kubelet.',
    references: ['cis-docker-1.6:5.29', 'docker-bench:5.29'],
    tags,
    params: z.strictObject({ maximum: z.int().min(1).default(32_768) }),
    blind: ({ container }) =>
      container.limits.pids === undefined ? 'its control group was not read' : undefined,
    judge: (contained, { maximum }) => pidsLimit(contained, maximum),
  }),
];

export default checks;
