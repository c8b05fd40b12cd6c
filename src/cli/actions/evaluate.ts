import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { type LoadedInventory, loadInventory } from '../../inventory/load.ts';
import { UsageError } from '../../model/errors.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Host } from '../../model/host.ts';
import { openRunFolder } from '../../store/run-folder.ts';
import { type EvidenceSource, withEvidence } from '../evidence-sources.ts';
import { type FinishOptions, finishReport, type RunSpan } from '../finish-report.ts';
import { openGate } from '../gate.ts';
import { newestEvidence } from '../newest-evidence.ts';
import { judgeHost, openPolicies, type PolicyOptions } from '../policies.ts';
import { openSealing } from '../sealing.ts';

export interface EvaluateOptions extends PolicyOptions, FinishOptions {
  /** Says what groups lay over their profiles; its hosts are not contacted. */
  readonly inventory?: string | undefined;
  readonly output: string;
  /** Takes of each host its newest evidence, none older than this ISO date or instant. */
  readonly since?: string | undefined;
}

/**
 * Judges recorded evidence; no host is in reach. The run takes its times from the evidence,
 * so that the same evidence gives the same report.
 * @returns the exit status.
 */
export async function evaluate(
  paths: readonly string[],
  options: EvaluateOptions,
): Promise<number> {
  return await withEvidence(paths, options, (sources) => evaluateAll(sources, options));
}

async function evaluateAll(
  all: readonly EvidenceSource[],
  options: EvaluateOptions,
): Promise<number> {
  const sources = options.since === undefined ? all : await newestEvidence(all, options.since);
  if (all.some(({ file }) => file !== undefined && liesIn(file, options.output))) {
    throw new UsageError(`${options.output} holds the evidence; name another --output`);
  }
  const { inventory, unseen } = inventoryOf(options);
  const policies = openPolicies(options, inventory);
  const gate = await openGate(options);
  const sealing = await openSealing(options);
  const folder = await openRunFolder(options.output);
  const span = startSpan();
  const known = new Map<string, string>();
  try {
    for (const { where, file, read } of sources) {
      const evidence = await read();
      refuseTwin(evidence, where, known);
      span.add(evidence);
      // What was judged stays with the verdicts, so that the folder tells all by itself.
      await (file?.endsWith('.gz') === true
        ? folder.copyEvidence(evidence.host.name, file)
        : folder.addEvidence(evidence));
      await folder.addHost(judgeHost(evidence, policies));
    }
    const judged = { policies, unseen: unseen(known), gate, sealing };
    return await finishReport(folder, span.taken(), judged, options);
  } finally {
    await folder.close();
  }
}

function inventoryOf({ inventory: path }: EvaluateOptions): {
  readonly inventory?: LoadedInventory;
  /** Hosts of which there is no evidence. */
  readonly unseen: (known: ReadonlyMap<string, string>) => readonly Host[];
} {
  if (path === undefined) return { unseen: () => [] };
  const inventory = loadInventory(path);
  return {
    inventory,
    unseen: (known) => inventory.hosts.filter(({ name }) => !known.has(name)),
  };
}

/** A run empties its folder of an earlier one: of this evidence, before it is read. */
const liesIn = (file: string, folder: string): boolean =>
  existsSync(folder) && realpathSync(file).startsWith(`${realpathSync(folder)}${sep}`);

/** Reports key what they say by the host: readers of JUnit drop a second one of the same name. */
function refuseTwin({ host }: Evidence, where: string, known: Map<string, string>): void {
  const twin = known.get(host.name);
  if (twin !== undefined) {
    throw new UsageError(`${twin} and ${where} are both of host ${host.name}; name one of them`);
  }
  known.set(host.name, where);
}

/** From the first host's beginning to the last host's end, and by which collectors. */
function startSpan() {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  const collectors = new Set<string>();
  return {
    add: ({ collectedAt, durationMs, collectorHash }: Evidence) => {
      const ended = Date.parse(collectedAt);
      first = Math.min(first, ended - durationMs);
      last = Math.max(last, ended);
      collectors.add(collectorHash);
    },
    taken: (): RunSpan => {
      const [hash = '', ...others] = [...collectors].sort();
      return {
        startedAt: new Date(first).toISOString(),
        finishedAt: new Date(last).toISOString(),
        collectorHash:
          others.length === 0
            ? hash
            : createHash('sha256')
                .update([hash, ...others].join('\n'))
                .digest('hex'),
      };
    },
  };
}
