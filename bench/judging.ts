import { profiles } from '../checks/profiles/index.ts';
import { planOf } from '../src/cli/catalogue.ts';
import { compile } from '../src/collector/compile.ts';
import { auditHost } from '../src/engine/audit-host.ts';
import type { Policy } from '../src/engine/policy.ts';
import { collectHost } from '../src/fleet/collect-host.ts';
import type { Evidence } from '../src/model/evidence.ts';
import { createTransport } from '../src/transports/create-transport.ts';
import { policiesOf, policyOf } from '../test/support/policies.ts';

const HOSTS = 1000;

/**
 * Judging recorded evidence of this machine a thousand times: as hosts of which no reading is the same as on the
 * host before, and as hosts that are all alike. A fleet lies between.
 */
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
  const { evidence } = result;
  console.log(`\nJudging (${HOSTS} hosts × ${policy.checks.length} checks)`);
  tell('no reading alike', [evidence, otherwise(evidence)], policy);
  tell('all alike', [evidence], policy);
}

/** The same answers, of which none is the same text. */
function otherwise(evidence: Evidence): Evidence {
  const records = Object.entries(evidence.records).map(([key, { stdout, ...more }]) => {
    const other = typeof stdout === 'string' ? `${stdout}\n` : stdout;
    return [key, { ...more, stdout: other }] as const;
  });
  return { ...evidence, records: Object.fromEntries(records) };
}

function tell(name: string, hosts: readonly Evidence[], policy: Policy): void {
  const judge = (count: number) => {
    for (let i = 0; i < count; i += 1) {
      const host = hosts[i % hosts.length];
      if (host !== undefined) auditHost(host, policy);
    }
  };
  judge(50);
  const before = process.cpuUsage();
  judge(HOSTS);
  const { user, system } = process.cpuUsage(before);
  const memory = (process.memoryUsage.rss() / 1024 / 1024).toFixed(0);
  const cpu = ((user + system) / HOSTS / 1000).toFixed(1);
  console.log(`  ${name.padEnd(18)} ${cpu} ms of CPU a host, ${memory} MiB   bound 5`);
}
