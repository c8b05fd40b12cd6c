import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { startCollection } from '../../src/collector/collection.ts';
import { compile, invoke } from '../../src/collector/compile.ts';
import { type Plan, planReadings } from '../../src/collector/plan.ts';
import { type Observer, observer } from '../../src/engine/observe.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { Fact } from '../../src/probes/fact.ts';

export interface Collected {
  readonly records: Evidence['records'];
  readonly observe: Observer;
  readonly diagnostics: string;
}

/** Shells that the collector must run under, each as a command. */
export const SHELLS: readonly (readonly [string, ...string[]])[] = [
  ['dash'],
  ['bash', '--posix'],
  ['mksh'],
  ['busybox', 'ash'],
];

/** Runs a plan on this machine under some shell, and insists on a whole answer. */
export function runPlan(
  plan: Plan,
  [shell, ...args]: readonly [string, ...string[]] = ['sh'],
  env: NodeJS.ProcessEnv = process.env,
): Collected {
  const nonce = randomBytes(16).toString('hex');
  const input = invoke(compile(plan), nonce, { commandSeconds: 10, wholeSeconds: 60 });
  const run = spawnSync(shell, args, { input, env, maxBuffer: 256 * 1024 * 1024 });
  if (run.error) throw run.error;
  const collection = startCollection(plan, nonce, 16 * 1024 * 1024);
  collection.stdout(run.stdout);
  collection.stderr(run.stderr);
  if (!collection.isSettled() || collection.violation() !== undefined) {
    throw new Error(
      `${shell}: ${collection.violation() ?? 'not whole'}\n${run.stderr.toString('utf8').slice(0, 2000)}`,
    );
  }
  const records = collection.records();
  return { records, observe: observer(records), diagnostics: collection.diagnostics() };
}

export const runFacts = (
  facts: readonly Fact<unknown>[],
  shell?: readonly [string, ...string[]],
  env?: NodeJS.ProcessEnv,
): Collected => runPlan(planReadings(facts), shell, env);
