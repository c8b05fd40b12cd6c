import { type Plan, planReadings } from '../collector/plan.ts';
import { AUDIT_FACTS } from '../engine/audit-host.ts';
import type { Policy } from '../engine/policy.ts';
import { factsOf } from '../kit/define-check.ts';
import type { Fact } from '../probes/fact.ts';

/** One plan that serves every host, whichever of the policies is its own. */
export function planOf(policies: Iterable<Policy>): Plan {
  const facts: Fact<unknown>[] = [...AUDIT_FACTS];
  for (const { checks: taken } of policies) {
    for (const { check } of taken) facts.push(...factsOf(check));
  }
  return planReadings(facts);
}
