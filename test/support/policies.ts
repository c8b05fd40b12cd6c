import { openPolicies } from '../../src/cli/policies.ts';
import type { Policy } from '../../src/engine/policy.ts';

/** The policy of a profile that comes with hostward. */
export const policyOf = (profile: string): Policy => openPolicies({ profile }).policyOf({});

/** The policies of several profiles, each once. */
export const policiesOf = (profiles: Iterable<string>): ReadonlyMap<string, Policy> =>
  new Map([...new Set(profiles)].map((profile) => [profile, policyOf(profile)]));
