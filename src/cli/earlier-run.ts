import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { count } from '../../reports/wording.ts';
import { UsageError } from '../model/errors.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Host } from '../model/host.ts';
import { visibleLine } from '../model/visible-text.ts';
import { EVIDENCE, hostEvidence } from '../store/run-folder.ts';
import type { FleetCollector } from './fleet-collector.ts';
import type { StoreOptions } from './run-store.ts';
import { isPath, withRuns } from './with-runs.ts';

/** A run that did not read all of its hosts, and is to be gone on with. */
export interface EarlierRun {
  /** As it was named. */
  readonly name: string;
  /** Undefined for a host that it did not read. */
  readonly evidenceOf: (host: string) => Promise<Evidence | undefined>;
}

/**
 * Opens the run while `use` goes on: a folder, cut off or not, or a run of the store.
 * @throws UsageError where there is none, or it lies where the new one is to be written.
 */
export async function withEarlierRun<T>(
  {
    resume,
    output,
    ...options
  }: StoreOptions & { readonly resume?: string | undefined; readonly output: string },
  use: (earlier: EarlierRun | undefined) => Promise<T>,
): Promise<T> {
  if (resume === undefined) return await use(undefined);
  if (isPath(resume)) return await use(folderOf(resume, output));
  return await withRuns([resume], options, async ([run]) => {
    if (run === undefined) throw new Error('a run was asked for');
    return await use({ name: run.run.id, evidenceOf: run.evidenceOf });
  });
}

function folderOf(path: string, output: string): EarlierRun {
  if (!existsSync(join(path, EVIDENCE))) {
    throw new UsageError(`${path} holds no evidence of a run; name the folder of one, or its id`);
  }
  if (existsSync(output) && realpathSync(output) === realpathSync(path)) {
    throw new UsageError(`${path} is emptied for the new run; name another --output`);
  }
  return { name: path, evidenceOf: (host) => Promise.resolve(hostEvidence(path, host)) };
}

/**
 * What a run has read already is handed over first; `collect` is made for the hosts that are left.
 * @throws UsageError where another script read them: what it did not ask cannot be judged.
 */
export async function goingOn(
  { name, evidenceOf }: EarlierRun,
  hosts: readonly Host[],
  collectorHash: string,
  collectorOf: (left: readonly Host[]) => Promise<FleetCollector>,
): Promise<FleetCollector> {
  const read: Host[] = [];
  const left: Host[] = [];
  for (const host of hosts) {
    const evidence = await evidenceOf(host.name);
    if (evidence !== undefined && evidence.collectorHash !== collectorHash) {
      throw new UsageError(
        `${host.name} was read in ${name} with another script: of another version, profile or checks; go on with those, or audit anew`,
      );
    }
    (evidence === undefined ? left : read).push(host);
  }
  const collect = await collectorOf(left);
  return async (run, take) => {
    run.note(`${count(read.length, 'host was', 'hosts were')} read in ${visibleLine(name)}`);
    for (const host of read) {
      const evidence = await evidenceOf(host.name);
      if (evidence === undefined) throw new UsageError(`${name} lost its evidence of ${host.name}`);
      await take({ ended: 'collected', host, evidence });
    }
    if (left.length > 0) await collect(run, take);
  };
}
