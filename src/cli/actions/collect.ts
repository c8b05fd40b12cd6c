import { compile } from '../../collector/compile.ts';
import { collectFleet } from '../../fleet/collect-fleet.ts';
import type { HostResult } from '../../fleet/collect-host.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { openRunFolder } from '../../store/run-folder.ts';
import { planOf } from '../catalogue.ts';
import { type ConnectionOptions, fleetOptions } from '../connection.ts';
import { INCOMPLETE, STOPPED } from '../exit-status.ts';
import { openPolicies, type PolicyOptions } from '../policies.ts';
import { listenForSignals } from '../signals.ts';
import { plannedFor, type TargetOptions, targetsOf } from '../targets.ts';

export interface CollectCommandOptions extends TargetOptions, ConnectionOptions, PolicyOptions {
  readonly output: string;
  readonly concurrency: number;
  readonly quiet?: true | undefined;
}

/**
 * Gathers evidence and judges nothing.
 * @returns the exit status.
 */
export async function collect(
  words: readonly string[],
  options: CollectCommandOptions,
): Promise<number> {
  const targets = await targetsOf(words, options);
  const { hosts, inventory } = targets;
  const policies = openPolicies(options, inventory);
  const plan = planOf(plannedFor(targets).map((host) => policies.policyOf(host)));
  const collecting = await fleetOptions(options, { plan, script: compile(plan) });
  const folder = await openRunFolder(options.output);
  const interruption = listenForSignals();
  let missing = 0;
  const take = async (result: HostResult) => {
    if (result.ended === 'collected') await folder.addEvidence(result.evidence);
    else missing += 1;
    if (!options.quiet) process.stdout.write(`${lineOf(result)}\n`);
  };
  try {
    await collectFleet(
      hosts,
      { ...collecting, concurrency: options.concurrency, signal: interruption.signal },
      take,
    );
  } finally {
    interruption.end();
    await folder.close();
  }
  const stoppedBy = interruption.stoppedBy();
  if (stoppedBy !== undefined) return STOPPED[stoppedBy];
  return missing === 0 ? 0 : INCOMPLETE;
}

function lineOf(result: HostResult): string {
  const { name } = result.host;
  return result.ended === 'collected'
    ? `${name}: collected in ${result.evidence.durationMs} ms`
    : `${name}: ${result.failure.class}: ${visibleLine(result.failure.message)}`;
}
