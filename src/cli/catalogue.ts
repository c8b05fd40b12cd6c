import { checks } from '../../checks/index.ts';
import { profiles } from '../../checks/profiles/index.ts';
import { type Plan, planReadings } from '../collector/plan.ts';
import { AUDIT_FACTS } from '../engine/audit-host.ts';
import { type Policy, resolvePolicy } from '../engine/policy.ts';
import { factsOf } from '../kit/define-check.ts';
import { UsageError } from '../model/errors.ts';
import { meant } from '../model/nearest.ts';
import type { Fact } from '../probes/fact.ts';

/** The policy of a profile by its id. @throws UsageError naming the nearest ones. */
export function policyOf(profileId: string): Policy {
  const profile = profiles.find(({ id }) => id === profileId);
  if (profile !== undefined) return resolvePolicy(profile, checks);
  const ids = profiles.map(({ id }) => id);
  const hint = meant(profileId, ids) ?? `there are ${ids.join(', ')}`;
  throw new UsageError(`there is no profile ${profileId}; ${hint}`);
}

/** The policies of several profiles, each once. */
export function policiesOf(profileIds: Iterable<string>): ReadonlyMap<string, Policy> {
  return new Map([...new Set(profileIds)].map((id) => [id, policyOf(id)]));
}

/** One plan that serves every host, whichever of the policies is its own. */
export function planOf(policies: Iterable<Policy>): Plan {
  const facts: Fact<unknown>[] = [...AUDIT_FACTS];
  for (const { checks: taken } of policies) {
    for (const { check } of taken) facts.push(...factsOf(check));
  }
  return planReadings(facts);
}
