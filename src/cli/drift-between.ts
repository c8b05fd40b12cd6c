import { checksBetween, diffRuns, type JudgeAgain } from '../engine/drift/diff-runs.ts';
import type { CheckMeta } from '../model/check.ts';
import type { Drift, DriftFrame } from '../model/drift.ts';
import { UsageError } from '../model/errors.ts';
import { didYouMean } from '../model/nearest.ts';
import type { RunReader, StoredRecord } from '../store/store.ts';
import {
  contentOf,
  judgeAsRecorded,
  judgeBoth,
  judgeNow,
  parseRecordedPolicy,
} from './judge-again.ts';
import { catalogueWith } from './own-checks.ts';
import { openPolicies, type PolicyOptions } from './policies.ts';
import type { PolicyChoice } from './policy-choice.ts';

export interface DriftOptions extends Omit<PolicyOptions, 'profile'> {
  readonly profile?: string | undefined;
  /** Which policy both runs are judged by; without it, that of the later one where the two differ. */
  readonly policy?: PolicyChoice | undefined;
  readonly host?: string | undefined;
  readonly check?: readonly string[] | undefined;
}

/**
 * Compares two runs; where they were judged differently, both are judged again under one policy.
 * @throws UsageError for a run that was cut off, a check that neither has, a policy that is not known.
 */
export function driftBetween(before: RunReader, after: RunReader, options: DriftOptions): Drift {
  const [was, is] = [recordOf(before), recordOf(after)];
  const checks = checksOfBoth(was, is);
  const only = chosenChecks(options.check ?? [], checks);
  const judged = judgement(before, after, options);
  const frame: DriftFrame = {
    before: runOf(was),
    after: runOf(is),
    ...(judged === undefined ? {} : { judgedAgain: judged.words }),
    checks,
    ...keptChecks(differingChecks(before, after), only),
  };
  return {
    ...frame,
    hosts: () =>
      diffRuns(before, after, {
        ...(judged === undefined ? {} : { judgeAgain: judged.judgeAgain }),
        ...(options.host === undefined ? {} : { host: options.host }),
        ...(only === undefined ? {} : { checks: only }),
      }),
  };
}

function recordOf({ run, record }: RunReader): StoredRecord {
  if (record !== undefined) return record;
  throw new UsageError(
    `run ${run.id} has not ended, or was cut off; compare runs that ended (hostward runs list)`,
  );
}

const runOf = ({ run }: StoredRecord): Drift['before'] => ({
  id: run.id,
  startedAt: run.startedAt,
  profile: run.profile,
  policyHash: run.policyHash,
  toolVersion: run.toolVersion,
});

/** Each once, as the later run has it. */
const checksOfBoth = (was: StoredRecord, is: StoredRecord): readonly CheckMeta[] => [
  ...new Map([...was.checks, ...is.checks].map((check) => [check.id, check])).values(),
];

function chosenChecks(
  wanted: readonly string[],
  checks: readonly CheckMeta[],
): ReadonlySet<string> | undefined {
  if (wanted.length === 0) return undefined;
  const ids = checks.map(({ id }) => id);
  for (const id of wanted) {
    if (!ids.includes(id)) {
      throw new UsageError(`neither run asked a check ${id}${didYouMean(id, ids)}`);
    }
  }
  return new Set(wanted);
}

type CheckDifferences = Pick<DriftFrame, 'newChecks' | 'lostChecks' | 'changedChecks'>;

/** By what each run recorded of its policy; by the ids alone where one recorded none. */
function differingChecks(before: RunReader, after: RunReader): CheckDifferences {
  if (before.policy === undefined || after.policy === undefined) {
    const ids = (run: RunReader) => new Map(recordOf(run).checks.map(({ id }) => [id, id]));
    return checksBetween(ids(before), ids(after));
  }
  return checksBetween(
    contentOf(parseRecordedPolicy(before)),
    contentOf(parseRecordedPolicy(after)),
  );
}

function keptChecks(
  { newChecks, lostChecks, changedChecks }: CheckDifferences,
  only: ReadonlySet<string> | undefined,
): CheckDifferences {
  const kept = (ids: readonly string[]) => ids.filter((id) => only?.has(id) ?? true);
  return {
    newChecks: kept(newChecks),
    lostChecks: kept(lostChecks),
    changedChecks: kept(changedChecks),
  };
}

interface Judgement {
  readonly words: NonNullable<DriftFrame['judgedAgain']>;
  readonly judgeAgain: JudgeAgain;
}

/** Undefined where both runs were judged alike, and nobody asks for another policy. */
function judgement(
  before: RunReader,
  after: RunReader,
  options: DriftOptions,
): Judgement | undefined {
  const because = whyUnlike(recordOf(before), recordOf(after));
  const asked = options.policy ?? (options.profile === undefined ? undefined : 'now');
  if (because === undefined && asked === undefined) return undefined;
  const choice = asked ?? 'after';
  const whose = choice === 'before' ? 'before' : 'after';
  const words = (under: string) => ({ because: because ?? 'Another policy was asked for.', under });
  if (choice === 'now') {
    const profile = options.profile ?? 'baseline';
    const policies = openPolicies({ ...options, profile });
    return {
      words: words(`profile ${profile} as it is today`),
      judgeAgain: judgeBoth(before, after, judgeNow(policies), whose),
    };
  }
  const run = choice === 'before' ? before : after;
  const { checks } = catalogueWith(options);
  const judgeOne = judgeAsRecorded(parseRecordedPolicy(run), checks);
  return {
    words: words(`the policy of run ${run.run.id}`),
    judgeAgain: judgeBoth(before, after, judgeOne, whose),
  };
}

function whyUnlike({ run: was }: StoredRecord, { run: is }: StoredRecord): string | undefined {
  const reasons = [
    ...(was.policyHash === is.policyHash ? [] : ['under different policies']),
    ...(was.waiversHash === is.waiversHash ? [] : ['with different waivers or attestations']),
    ...(was.toolVersion === is.toolVersion
      ? []
      : [`by different versions (${was.toolVersion}, ${is.toolVersion})`]),
  ];
  return reasons.length === 0 ? undefined : `The runs were judged ${reasons.join(' and ')}.`;
}
