import { compile } from '../../collector/compile.ts';
import { addressOf, type HostResult } from '../../fleet/collect-host.ts';
import type { Host } from '../../model/host.ts';
import type { HostReport } from '../../model/run.ts';
import { openRunFolder, type RunFolder } from '../../store/run-folder.ts';
import { planOf } from '../catalogue.ts';
import { type EarlierRun, goingOn, withEarlierRun } from '../earlier-run.ts';
import { checksOf, type FinishOptions, finishReport, runHead } from '../finish-report.ts';
import { type CollectorOptions, fleetCollector } from '../fleet-collector.ts';
import { type Gate, openGate } from '../gate.ts';
import { type KeptRun, keepRun } from '../keep-run.ts';
import { loggedProgress } from '../logged-progress.ts';
import { judgeHost, openPolicies, type Policies, type PolicyOptions } from '../policies.ts';
import { type Progress, startProgress } from '../progress.ts';
import { openSealing } from '../sealing.ts';
import { listenForSignals } from '../signals.ts';
import { plannedFor, type TargetOptions, targetsOf } from '../targets.ts';

export interface AuditOptions
  extends TargetOptions,
    CollectorOptions,
    PolicyOptions,
    FinishOptions {
  readonly output: string;
  /** A run that is gone on with: what it has read is not read again. */
  readonly resume?: string | undefined;
  readonly logFormat: 'text' | 'json';
}

/**
 * Collects, judges and reports.
 * @returns the exit status.
 */
export async function audit(words: readonly string[], options: AuditOptions): Promise<number> {
  return await withEarlierRun(options, (earlier) => auditOnce(words, options, earlier));
}

async function auditOnce(
  words: readonly string[],
  options: AuditOptions,
  earlier: EarlierRun | undefined,
): Promise<number> {
  const targets = await targetsOf(words, options);
  const { hosts, inventory, unseen } = targets;
  const policies = openPolicies(options, inventory);
  for (const host of plannedFor(targets)) policies.policyOf(host);
  const gate = await openGate(options);
  const sealing = await openSealing(options);
  const plan = planOf(policies.resolved().values());
  const script = compile(plan);
  const collectorOf = (left: readonly Host[]) => fleetCollector(options, left, { plan, script });
  const collectAll =
    earlier === undefined
      ? await collectorOf(hosts)
      : await goingOn(earlier, hosts, script.hash, collectorOf);
  const startedAt = new Date().toISOString();
  const kept = await keepRun(
    options,
    {
      ...runHead(startedAt),
      ...(inventory === undefined ? {} : { inventoryHash: inventory.hash }),
      collectorHash: script.hash,
      expected: hosts.length,
    },
    options.output,
  );
  const folder = await openFolder(options.output, kept);
  const interruption = listenForSignals();
  const progress = progressOf(hosts.length, policies, gate, options);
  try {
    await collectAll({ signal: interruption.signal, note: progress.note }, async (result) => {
      const report = reportOf(result, policies);
      if (result.ended === 'collected') await folder.addEvidence(result.evidence);
      await folder.addHost(report);
      await kept?.addHost(report, result.ended === 'collected' ? result.evidence : undefined);
      progress.add(report);
    });
    progress.end();
    const span = {
      startedAt,
      finishedAt: new Date().toISOString(),
      ...(inventory === undefined ? {} : { inventoryHash: inventory.hash }),
      collectorHash: script.hash,
      ...(earlier === undefined ? {} : { continues: earlier.name }),
    };
    return await finishReport(
      folder,
      span,
      { policies, unseen, gate, kept, sealing },
      options,
      interruption.stoppedBy(),
    );
  } finally {
    interruption.end();
    await folder.close();
    await kept?.close();
  }
}

const progressOf = (
  total: number,
  policies: Policies,
  gate: Gate,
  { logFormat, quiet, verbose }: AuditOptions,
): Progress =>
  logFormat === 'json'
    ? loggedProgress(total)
    : startProgress({
        total,
        checks: checksOf(policies.resolved().values()),
        failOn: gate.rules.failOn,
        quiet: quiet ?? false,
        verbose: verbose ?? false,
        stream: process.stderr,
        now: Date.now,
      });

async function openFolder(path: string, kept: KeptRun | undefined): Promise<RunFolder> {
  try {
    return await openRunFolder(path);
  } catch (cause) {
    await kept?.abandon();
    throw cause;
  }
}

function reportOf(result: HostResult, policies: Policies): HostReport {
  if (result.ended === 'collected') return judgeHost(result.evidence, policies);
  const { host, failure } = result;
  return {
    name: host.name,
    address: addressOf(host),
    labels: host.labels,
    ...(host.groups.length === 0 ? {} : { groups: host.groups }),
    status: 'failed',
    reason: failure,
  };
}
