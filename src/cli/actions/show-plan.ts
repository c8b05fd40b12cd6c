import { compile, type Script } from '../../collector/compile.ts';
import { pinnedScript } from '../../collector/pinned.ts';
import type { Plan } from '../../collector/plan.ts';
import type { Policy } from '../../engine/policy.ts';
import { isCustom } from '../../kit/custom-reader.ts';
import { planOf } from '../catalogue.ts';
import { openPolicies, type PolicyOptions } from '../policies.ts';
import { sudoersAdvice } from '../sudoers-advice.ts';
import { targetsOf } from '../targets.ts';

export interface PlanOptions extends PolicyOptions {
  readonly inventory?: string | undefined;
  readonly script?: true | undefined;
  readonly sudoers?: true | undefined;
  readonly pinned?: true | undefined;
  readonly account: string;
}

/** Prints what an audit would read, or the very script. Contacts nobody. */
export async function showPlan(options: PlanOptions): Promise<void> {
  const { inventory: path, script: asScript, sudoers, pinned, account } = options;
  const { hosts, inventory } =
    path === undefined ? { hosts: [{}] } : await targetsOf([], { inventory: path });
  const policies = openPolicies(options, inventory);
  const own = hosts.map((host) => policies.policyOf(host));
  const plan = planOf(own);
  const script = compile(plan);
  if (pinned) process.stdout.write(pinnedScript(script));
  else if (sudoers) process.stdout.write(sudoersAdvice(script, { account }));
  else if (asScript) process.stdout.write(script.body);
  else printPlan(plan, script, new Set(own));
}

function printPlan(plan: Plan, script: Script, policies: ReadonlySet<Policy>): void {
  const commands = new Set(['timeout', 'renice', ...plan.flatMap(({ reader }) => reader.commands)]);
  for (const { profile, checks, hash } of policies) {
    console.log(`profile    ${profile}: ${checks.length} checks (policy ${hash})`);
  }
  console.log(`script     ${Buffer.byteLength(script.body)} bytes (SHA-256 ${script.hash})`);
  console.log(`commands   ${[...commands].sort().join(', ')}`);
  for (const { reader, args } of plan) {
    const booted = reader.offline ? '' : ' (needs a booted system)';
    const custom = isCustom(reader) ? ' (a custom probe: not part of hostward)' : '';
    console.log(`\n${reader.name}${booted}${custom}`);
    for (const arg of args) if (arg !== '') console.log(`  ${arg}`);
  }
}
