import type { Profile } from '../../src/index.ts';

export const baseline: Profile = {
  id: 'baseline',
  title: 'Baseline',
  description: 'What every container host can have without losing anything (level 1).',
  level: 1,
};
