import { z } from 'zod';
import { attest } from '../engine/attest.ts';
import { auditHost } from '../engine/audit-host.ts';
import type { JudgeAgain } from '../engine/drift/diff-runs.ts';
import type { Policy, PolicyCheck } from '../engine/policy.ts';
import { waive } from '../engine/waive.ts';
import { type AnyCheck, metaOf } from '../kit/define-check.ts';
import type { Attestation } from '../model/attestation.ts';
import { SEVERITIES } from '../model/check.ts';
import { UsageError } from '../model/errors.ts';
import type { Evidence } from '../model/evidence.ts';
import type { AuditedHost } from '../model/run.ts';
import type { Waiver } from '../model/waiver.ts';
import type { RunReader } from '../store/store.ts';
import { judgeHost, type Policies } from './policies.ts';

/** What a run keeps of its policies, as far as judging by them again reads it. */
const recordedPolicy = z.object({
  policies: z.array(
    z.object({
      profile: z.string(),
      hash: z.string(),
      checks: z.array(
        z.object({
          id: z.string(),
          severity: z.enum(SEVERITIES),
          params: z.unknown().optional(),
          contentHash: z.string(),
        }),
      ),
    }),
  ),
  waivers: z.array(z.custom<Waiver>((data) => typeof data === 'object' && data !== null)),
  attestations: z.array(z.custom<Attestation>((data) => typeof data === 'object' && data !== null)),
});
type RecordedPolicy = z.infer<typeof recordedPolicy>;

/** A run, and what it kept of its policy. */
interface JudgedRun extends Pick<RunReader, 'policy'> {
  readonly run: Pick<RunReader['run'], 'id'>;
}

/** @throws UsageError when what a run kept of its policy cannot be read. */
export function parseRecordedPolicy({ run, policy }: JudgedRun): RecordedPolicy {
  const parsed = recordedPolicy.safeParse(jsonOf(policy));
  if (parsed.success) return parsed.data;
  throw new UsageError(
    `run ${run.id} does not say which policy it was judged by; compare under another: --policy now`,
  );
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** By check: what decides its verdict, as a text that is equal where that is. */
export const contentOf = ({ policies }: RecordedPolicy): ReadonlyMap<string, string> => {
  const known = new Map<string, string[]>();
  for (const { checks } of policies) {
    for (const { id, severity, params, contentHash } of checks) {
      const content = JSON.stringify([severity, params, contentHash]);
      known.set(id, [...(known.get(id) ?? []), content]);
    }
  }
  return new Map([...known].map(([id, all]) => [id, [...new Set(all)].sort().join('\n')]));
};

type JudgeOne = (evidence: Evidence, recorded: AuditedHost) => AuditedHost | undefined;

/**
 * Judges by the policy that a run recorded, with the checks as they are now.
 * @param of says whose profile a host goes by.
 * @throws UsageError when a check of it is not known any more.
 */
export function judgeAsRecorded(record: RecordedPolicy, checks: readonly AnyCheck[]): JudgeOne {
  const known = new Map(checks.map((check) => [check.id, check]));
  const policies = new Map(
    record.policies.map(({ profile, hash, checks: wanted }): [string, Policy] => [
      profile,
      { profile, hash, checks: wanted.map((each) => policyCheck(each, known, profile)) },
    ]),
  );
  return (evidence, { profile }) => {
    const policy = policies.get(profile);
    if (policy === undefined) return undefined;
    const host = auditHost(evidence, policy);
    return waive(attest(host, record.attestations), record.waivers);
  };
}

function policyCheck(
  { id, severity, params }: RecordedPolicy['policies'][number]['checks'][number],
  known: ReadonlyMap<string, AnyCheck>,
  takenBy: string,
): PolicyCheck {
  const check = known.get(id);
  const parsed = check?.params?.safeParse(params);
  if (check === undefined || parsed?.success === false) {
    throw new UsageError(
      `check ${id} of that run is not known any more; name its file (--checks), or compare under today's profile: --policy now`,
    );
  }
  return {
    check,
    meta: { ...metaOf(check), severity },
    params: parsed?.data,
    takenBy,
    paramsFrom: {},
  };
}

/** Judges by what options and today's profiles say. */
export const judgeNow =
  (policies: Policies): JudgeOne =>
  (evidence) =>
    judgeHost(evidence, policies);

/** Judges the evidence of both runs; undefined for a host of which either run kept none. */
export function judgeBoth(
  before: RunReader,
  after: RunReader,
  judgeOne: JudgeOne,
  whose: 'before' | 'after',
): JudgeAgain {
  return async (recorded) => {
    const { name } = recorded.after;
    const earlier = await before.evidenceOf(name);
    const later = await after.evidenceOf(name);
    if (earlier === undefined || later === undefined) return undefined;
    const again = {
      before: judgeOne(earlier, recorded[whose]),
      after: judgeOne(later, recorded[whose]),
    };
    return again.before === undefined || again.after === undefined
      ? undefined
      : { before: again.before, after: again.after };
  };
}
