import type { Change, ChangeKind } from './changes.ts';
import type { CheckMeta } from './check.ts';
import type { RunInfo } from './run.ts';

export const DRIFT_FORMAT = 1;

/** One of two runs that are compared. */
export type DriftRun = Pick<RunInfo, 'id' | 'startedAt' | 'profile' | 'policyHash' | 'toolVersion'>;

/** What became of a host between two runs, beside its findings. */
export const HOST_FATES = {
  new: 'new',
  lost: 'no longer there',
  unreachable: 'no longer reached',
  reachable: 'reached again',
  changed: 'changed',
} as const;
export type HostFate = keyof typeof HOST_FATES;

/** A host that is not the same in both runs. */
export interface HostDrift {
  readonly name: string;
  readonly fate: HostFate;
  /** What changed on the host. */
  readonly changes: readonly Change[];
  /** What only reads otherwise because the policy, or hostward, is another. */
  readonly policyChanges: readonly Change[];
  /** Set where the runs had to be judged again and this host's evidence was not kept. */
  readonly recordedOnly?: true;
}

/** What two runs are compared by. */
export interface DriftFrame {
  readonly before: DriftRun;
  readonly after: DriftRun;
  /** Set where both were judged again: why, and under which policy, in words. */
  readonly judgedAgain?: { readonly because: string; readonly under: string };
  /** Of both runs, each id once. */
  readonly checks: readonly CheckMeta[];
  /** Ids of checks that one run has alone. */
  readonly newChecks: readonly string[];
  readonly lostChecks: readonly string[];
  /** Ids of checks that are not what they were: severity, parameters, judgement. */
  readonly changedChecks: readonly string[];
}

/** Two runs compared. `hosts` is in the order of names and starts anew at each call. */
export interface Drift extends DriftFrame {
  readonly hosts: () => AsyncIterable<HostDrift>;
}

export type ChangeCounts = Readonly<Record<ChangeKind, number>>;
