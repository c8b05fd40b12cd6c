import { compile } from '../../collector/compile.ts';
import { planOf, policyOf } from '../catalogue.ts';

export interface PlanOptions {
  readonly profile: string;
  readonly script?: true | undefined;
}

/** Prints what an audit would read, or the very script. Contacts nobody. */
export function showPlan({ profile, script: asScript }: PlanOptions): void {
  const policy = policyOf(profile);
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
    console.log(`\n${reader.name}${reader.offline ? '' : ' (needs a booted system)'}`);
    for (const arg of args) if (arg !== '') console.log(`  ${arg}`);
  }
}
