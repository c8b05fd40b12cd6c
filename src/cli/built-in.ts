import { checks } from '../../checks/index.ts';
import { profiles } from '../../checks/profiles/index.ts';
import type { Catalogue } from '../engine/policy/catalogue.ts';

/** What comes with hostward. */
export const BUILT_IN: Catalogue = {
  checks,
  profiles: profiles.map((profile) => ({ profile })),
  benchmarks: [],
};
