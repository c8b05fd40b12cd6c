import { profiles } from '../checks/profiles/index.ts';
import { planOf } from '../src/cli/catalogue.ts';
import { compile } from '../src/collector/compile.ts';
import { auditHost } from '../src/engine/audit-host.ts';
import { collectHost } from '../src/fleet/collect-host.ts';
import { createTransport } from '../src/transports/create-transport.ts';
import { policiesOf, policyOf } from '../test/support/policies.ts';

const HOSTS = 1000;

/** Judging recorded evidence of this machine a thousand times, as a thousand hosts. */
export async function benchJudging(): Promise<void> {
  const plan = planOf(policiesOf(profiles.map(({ id }) => id)).values());
  const result = await collectHost(
    {
      name: 'this',
      labels: {},
      groups: [],
      become: 'none',
      connection: { transport: 'local' },
    },
    {
      plan,
      script: compile(plan),
      transport: createTransport({ acceptNewHostKeys: false }),
      secrets: {},
      deadlines: { connectMs: 1000, authenticateMs: 1000, hostMs: 60_000 },
      toolVersion: 'bench',
      now: Date.now,
    },
    new AbortController().signal,
  );
  if (result.ended === 'failed') throw new Error(result.failure.message);
  const policy = policyOf('strict');
  for (let i = 0; i < 50; i += 1) auditHost(result.evidence, policy);
  const before = process.cpuUsage();
  let findings = 0;
  let peak = 0;
  for (let i = 0; i < HOSTS; i += 1) {
    findings += auditHost(result.evidence, policy).findings.length;
    if (i % 50 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  const { user, system } = process.cpuUsage(before);
  console.log(`\nJudging (${HOSTS} hosts × ${policy.checks.length} checks, ${findings} findings)`);
  console.log(`  per host     ${((user + system) / HOSTS).toFixed(0)} µs of CPU`);
  console.log(`  peak memory  ${(peak / 1024 / 1024).toFixed(0)} MiB`);
}
