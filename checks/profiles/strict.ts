import type { Profile } from '../../src/index.ts';

export const strict: Profile = {
  id: 'strict',
  title: 'Strict',
  description: 'All checks: baseline, and defence in depth that may cost something (level 2).',
  level: 2,
};
