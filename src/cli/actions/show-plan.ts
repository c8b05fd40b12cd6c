import { compile } from '../../collector/compile.ts';
import { isCustom } from '../../kit/custom-reader.ts';
import { planOf } from '../catalogue.ts';
import { openPolicies, type PolicyOptions } from '../policies.ts';

export interface PlanOptions extends PolicyOptions {
  readonly script?: true | undefined;
}

/** Prints what an audit would read, or the very script. Contacts nobody. */
export function showPlan(options: PlanOptions): void {
  const { profile, script: asScript } = options;
  const policy = openPolicies(options).policyOf({});
  const plan = planOf([policy]);
  const script = compile(plan);
  if (asScript) {
    process.stdout.write(script.body);
    return;
  }
  const commands = new Set(['timeout', 'renice', ...plan.flatMap(({ reader }) => reader.commands)]);
  console.log(`profile    ${profile}: ${policy.checks.length} checks (policy ${policy.hash})`);
  console.log(`script     ${Buffer.byteLength(script.body)} bytes (SHA-256 ${script.hash})`);
  console.log(`commands   ${[...commands].sort().join(', ')}`);
  for (const { reader, args } of plan) {
    const booted = reader.offline ? '' : ' (needs a booted system)';
    const custom = isCustom(reader) ? ' (a custom probe: not part of hostward)' : '';
    console.log(`\n${reader.name}${booted}${custom}`);
    for (const arg of args) if (arg !== '') console.log(`  ${arg}`);
  }
}
