import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profiles } from '../checks/profiles/index.ts';
import { planOf } from '../src/cli/catalogue.ts';
import { compile, invoke } from '../src/collector/compile.ts';
import type { Plan } from '../src/collector/plan.ts';
import { policiesOf } from '../test/support/policies.ts';
import { measureMedian } from './measure.ts';

/** The collector on this machine against the same files and paths read by a process each. */
export async function benchCollector(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-bench-'));
  const plan = planOf(policiesOf(profiles.map(({ id }) => id)).values());
  const batched = join(folder, 'batched.sh');
  const single = join(folder, 'single.sh');
  const deadlines = { commandSeconds: 20, wholeSeconds: 60 };
  writeFileSync(batched, invoke(compile(plan), '0'.repeat(32), deadlines));
  writeFileSync(single, oneProcessEach(plan));
  const ours = await measureMedian(`dash <${batched}`, 9);
  const theirs = await measureMedian(`dash <${single}`, 3);
  rmSync(folder, { recursive: true });
  const facts = plan.reduce((n, { args }) => n + args.length, 0);
  console.log(`\nCollector on this machine (${facts} readings; median of 9)`);
  console.log(
    `  one script           ${seconds(ours.cpuSeconds)} CPU, ${seconds(ours.wallSeconds)} wall`,
  );
  console.log(
    `  a process each       ${seconds(theirs.cpuSeconds)} CPU, ${seconds(theirs.wallSeconds)} wall`,
  );
  console.log(
    `  ratio of CPU         ${(ours.cpuSeconds / theirs.cpuSeconds).toFixed(3)}   bound 0.1`,
  );
}

/** Only what a process each can read: files and paths. What only our script reads is our handicap. */
function oneProcessEach(plan: Plan): string {
  const lines = plan.flatMap(({ reader, args }) => {
    if (reader.name === 'text') return args.map((arg) => `cat ${arg} 2>/dev/null`);
    if (reader.name === 'stat') return args.map((arg) => `stat -L -c '%a %U' ${arg} 2>/dev/null`);
    return [];
  });
  return `${lines.map((line) => `x=$(${line})`).join('\n')}\nexit 0\n`;
}

const seconds = (n: number): string => `${(n * 1000).toFixed(0)} ms`;
