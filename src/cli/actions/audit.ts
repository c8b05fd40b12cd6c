import { compile } from '../../collector/compile.ts';
import { auditHost } from '../../engine/audit-host.ts';
import type { Policy } from '../../engine/policy.ts';
import { collectFleet } from '../../fleet/collect-fleet.ts';
import { addressOf, type HostResult } from '../../fleet/collect-host.ts';
import type { HostReport } from '../../model/run.ts';
import { openRunFolder } from '../../store/run-folder.ts';
import { planOf, policiesOf, policyOf } from '../catalogue.ts';
import { type ConnectionOptions, fleetOptions } from '../connection.ts';
import { checksOf, type FinishOptions, finishReport } from '../finish-report.ts';
import { startProgress } from '../progress.ts';
import { listenForSignals } from '../signals.ts';
import { type TargetOptions, targetsOf } from '../targets.ts';

export interface AuditOptions extends TargetOptions, ConnectionOptions, FinishOptions {
  readonly profile: string;
  readonly output: string;
  readonly concurrency: number;
}

/**
 * Collects, judges and reports.
 * @returns the exit status.
 */
export async function audit(words: readonly string[], options: AuditOptions): Promise<number> {
  const { hosts, inventoryHash } = targetsOf(words, options);
  const profileOf = (host: { readonly profile?: string }) => host.profile ?? options.profile;
  const policies = policiesOf(hosts.map(profileOf));
  const plan = planOf(policies.values());
  const script = compile(plan);
  const collecting = await fleetOptions(options, { plan, script });
  const folder = await openRunFolder(options.output);
  const interruption = listenForSignals();
  const startedAt = new Date().toISOString();
  const progress = startProgress({
    total: hosts.length,
    checks: checksOf(policies.values()),
    failOn: options.failOn,
    quiet: options.quiet ?? false,
    stream: process.stderr,
    now: Date.now,
  });
  try {
    await collectFleet(
      hosts,
      { ...collecting, concurrency: options.concurrency, signal: interruption.signal },
      async (result) => {
        const profile = profileOf(result.host);
        const report = reportOf(result, policies.get(profile) ?? policyOf(profile));
        if (result.ended === 'collected') await folder.addEvidence(result.evidence);
        await folder.addHost(report);
        progress.add(report);
      },
    );
    progress.end();
    const span = {
      startedAt,
      finishedAt: new Date().toISOString(),
      ...(inventoryHash === undefined ? {} : { inventoryHash }),
      collectorHash: script.hash,
    };
    return await finishReport(folder, span, policies, options, interruption.stoppedBy());
  } finally {
    interruption.end();
    await folder.close();
  }
}

function reportOf(result: HostResult, policy: Policy): HostReport {
  if (result.ended === 'collected') return auditHost(result.evidence, policy);
  const { host, failure } = result;
  return {
    name: host.name,
    address: addressOf(host),
    labels: host.labels,
    status: 'failed',
    reason: failure,
  };
}
