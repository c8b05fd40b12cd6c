import type { JobWithMetadata } from 'pg-boss';
import type { HostResult } from '../fleet/collect-host.ts';
import { addressOf } from '../fleet/collect-host.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Host, HostFailure } from '../model/host.ts';
import { visibleLine } from '../model/visible-text.ts';
import { defectSchema, inboxSchema, type Result, resultSchema } from './messages.ts';
import { unpacked } from './packed.ts';

/** What a message comes to, nothing of it believed before it was looked at. */
export type Heard =
  | { readonly kind: 'serving'; readonly worker: string; readonly zones: readonly string[] }
  | {
      readonly kind: 'refusing';
      readonly worker: string;
      readonly zones: readonly string[];
      readonly reason: string;
    }
  | { readonly kind: 'result'; readonly job: string; readonly of: (host: Host) => HostResult }
  | { readonly kind: 'nonsense' };

/** Of text that a worker wrote and people are shown. */
const SHOWN_CHARACTERS = 500;

/** @param collectorHash of the script that this audit has made. */
export function heard(message: JobWithMetadata<object>, collectorHash: string): Heard {
  const parsed = inboxSchema.safeParse(message.data);
  if (!parsed.success) return { kind: 'nonsense' };
  const { data } = parsed;
  switch (data.kind) {
    case 'serving':
    case 'refusing':
      return data;
    case 'result':
      return {
        kind: 'result',
        job: data.job,
        of: (host) => resultOf(host, data, collectorHash),
      };
    case 'host':
      return message.sourceId === null
        ? { kind: 'nonsense' }
        : {
            kind: 'result',
            job: message.sourceId,
            of: (host) => ({ ended: 'failed', host, failure: lossOf(message.output) }),
          };
  }
}

/** Two workers had it. What the second left behind is pg-boss's own words, or a defect's. */
function lossOf(output: unknown): HostFailure {
  const parsed = defectSchema.safeParse(output);
  const message = parsed.success
    ? `two workers failed at it, the second with: ${visibleLine(parsed.data.defect, SHOWN_CHARACTERS)}`
    : 'two workers took it, and both were silent before they had read it: killed, cut off from the database, or standing still';
  return { class: 'worker-lost', message };
}

function resultOf(
  host: Host,
  { body, worker }: { readonly body: string; readonly worker: string },
  collectorHash: string,
): HostResult {
  const result = openedResult(body);
  if (result === undefined) return broken(host, 'what the worker sent is not understood');
  if (result.ended === 'failed') {
    const message = visibleLine(result.failure.message, 2 * SHOWN_CHARACTERS);
    return { ended: 'failed', host, failure: { class: result.failure.class, message } };
  }
  if (result.evidence.collectorHash !== collectorHash) {
    return broken(host, 'the worker read it with another script than this audit is about');
  }
  return { ended: 'collected', host, evidence: ofHost(host, result.evidence, worker) };
}

function openedResult(body: string): Result | undefined {
  try {
    return resultSchema.safeParse(unpacked(body)).data;
  } catch {
    return undefined;
  }
}

const broken = (host: Host, message: string): HostResult => ({
  ended: 'failed',
  host,
  failure: { class: 'protocol', message },
});

/** Whose evidence it is says the job, not the worker, which knows neither labels nor groups. */
function ofHost(host: Host, evidence: Evidence, worker: string): Evidence {
  const { name, labels, groups, profile } = host;
  return {
    ...evidence,
    host: {
      name,
      address: addressOf(host),
      labels,
      ...(groups.length === 0 ? {} : { groups }),
      ...(profile === undefined ? {} : { profile }),
    },
    worker: visibleLine(worker, 100),
    diagnostics: visibleLine(evidence.diagnostics, SHOWN_CHARACTERS),
    ...(evidence.hostKey === undefined ? {} : { hostKey: visibleLine(evidence.hostKey, 100) }),
  };
}
