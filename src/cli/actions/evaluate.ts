import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { auditHost } from '../../engine/audit-host.ts';
import type { Policy } from '../../engine/policy.ts';
import { UsageError } from '../../model/errors.ts';
import type { Evidence } from '../../model/evidence.ts';
import { readEvidence } from '../../store/evidence-file.ts';
import { evidenceFiles, openRunFolder } from '../../store/run-folder.ts';
import { policyOf } from '../catalogue.ts';
import { type FinishOptions, finishReport, type RunSpan } from '../finish-report.ts';

export interface EvaluateOptions extends FinishOptions {
  readonly profile: string;
  readonly output: string;
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
  const files = await evidenceFiles(paths);
  if (files.some((file) => liesIn(file, options.output))) {
    throw new UsageError(`${options.output} holds the evidence; name another --output`);
  }
  const folder = await openRunFolder(options.output);
  const span = startSpan();
  const policies = new Map<string, Policy>();
  const known = new Map<string, string>();
  try {
    for (const file of files) {
      const evidence = readEvidence(file);
      refuseTwin(evidence, file, known);
      const profile = evidence.host.profile ?? options.profile;
      const policy = policies.get(profile) ?? policyOf(profile);
      policies.set(profile, policy);
      span.add(evidence);
      await folder.addHost(auditHost(evidence, policy));
    }
    return await finishReport(folder, span.taken(), policies, options);
  } finally {
    await folder.close();
  }
}

/** A run empties its folder of an earlier one: of this evidence, before it is read. */
const liesIn = (file: string, folder: string): boolean =>
  existsSync(folder) && realpathSync(file).startsWith(`${realpathSync(folder)}${sep}`);

/** Reports key what they say by the host: readers of JUnit drop a second one of the same name. */
function refuseTwin({ host }: Evidence, file: string, known: Map<string, string>): void {
  const twin = known.get(host.name);
  if (twin !== undefined) {
    throw new UsageError(`${twin} and ${file} are both of host ${host.name}; name one of them`);
  }
  known.set(host.name, file);
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
