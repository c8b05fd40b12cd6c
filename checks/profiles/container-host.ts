import type { Profile } from '../../src/index.ts';

export const containerHost: Profile = {
  id: 'container-host',
  title: 'Container host',
  description:
    'Only what separates containers from their host and from each other: engines, running containers, and the barriers of the kernel (level 1).',
  level: 1,
  include: [
    { area: ['daemon', 'runtime', 'image'] },
    { area: ['namespaces', 'cgroup', 'capabilities', 'seccomp', 'mac'] },
    // A flaw of the kernel is a way through every barrier at once.
    { area: 'kernel', tag: 'patching' },
    { tag: ['containers', 'escape'] },
  ],
};
