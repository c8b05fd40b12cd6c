import type { Profile } from '../../src/index.ts';

export const ci: Profile = {
  id: 'ci',
  title: 'Pipeline gate',
  description:
    'What a pipeline should stop for on a fresh machine or an image: high and critical failures of its configuration, nothing that hangs on hardware, uptime or what happens to run (level 1).',
  level: 1,
  include: [{ severity: ['critical', 'high'] }],
  exclude: [{ area: ['cpu', 'runtime'] }, { tag: ['taint', 'processes'] }, '*.container-*'],
};
