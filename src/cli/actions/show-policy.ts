import type { Policy, PolicyCheck } from '../../engine/policy.ts';
import { loadInventory } from '../../inventory/load.ts';
import { parameterNames } from '../../kit/parameters.ts';
import { UsageError } from '../../model/errors.ts';
import { didYouMean } from '../../model/nearest.ts';
import { quoted } from '../../model/quoted.ts';
import { openPolicies, type PolicyOptions } from '../policies.ts';
import { policyRecord } from '../policy-record.ts';

export interface ShowPolicyOptions extends PolicyOptions {
  readonly inventory?: string | undefined;
  readonly host?: string | undefined;
  readonly format: 'text' | 'json';
}

/** Prints what a host is held against: each check, and where its severity and parameters come from. */
export function showPolicy(options: ShowPolicyOptions): void {
  const inventory = options.inventory === undefined ? undefined : loadInventory(options.inventory);
  const { policyOf, accepted } = openPolicies(options, inventory);
  const policy = policyOf(hostOf(options, inventory?.hosts ?? []));
  if (options.format === 'json') {
    process.stdout.write(policyRecord([policy], accepted));
    return;
  }
  const { waivers, attestations, hash } = accepted;
  console.log(`profile       ${policy.profile}: ${policy.checks.length} checks`);
  console.log(`policy hash   ${policy.hash}`);
  if (hash !== undefined) {
    console.log(
      `accepted      ${waivers.length} waivers, ${attestations.length} attestations (hash ${hash})`,
    );
  }
  for (const line of linesOf(policy)) console.log(line);
}

function hostOf(
  { host, inventory }: ShowPolicyOptions,
  hosts: readonly { readonly name: string; readonly profile?: string }[],
) {
  if (host === undefined) return {};
  if (inventory === undefined) throw new UsageError('--host names a host of an --inventory');
  const found = hosts.find(({ name }) => name === host);
  if (found !== undefined) return found;
  const near = didYouMean(
    host,
    hosts.map(({ name }) => name),
  );
  throw new UsageError(`there is no host ${quoted(host)} in ${inventory}${near}`);
}

function* linesOf({ checks }: Policy): Iterable<string> {
  let area: string | undefined;
  const width = Math.max(...checks.map(({ meta }) => meta.id.length));
  for (const check of checks) {
    const { meta, takenBy, severityFrom } = check;
    if (meta.area !== area) yield `\n${meta.area}`;
    area = meta.area;
    const severity = severityFrom === undefined ? '' : `; severity by ${severityFrom}`;
    yield `  ${meta.severity.padEnd(8)} ${meta.id.padEnd(width)}  by ${takenBy}${severity}`;
    yield* parametersOf(check);
  }
}

function* parametersOf({ check, params, paramsFrom }: PolicyCheck): Iterable<string> {
  const values = new Map(Object.entries(params ?? {}));
  for (const name of parameterNames(check)) {
    const value = JSON.stringify(values.get(name)) ?? 'not set';
    yield `             ${name} = ${value} (${paramsFrom[name] ?? 'default'})`;
  }
}
