import type { Profile } from '../../src/index.ts';

export const goldenImage: Profile = {
  id: 'golden-image',
  title: 'Golden image',
  description:
    'All that the files of a system tell before it is booted: what runs, what the hardware is and what is mounted is left out (levels 1 and 2).',
  level: 2,
  exclude: [{ area: ['cpu', 'runtime'] }, { tag: ['taint', 'processes'] }, '*.container-*'],
};
