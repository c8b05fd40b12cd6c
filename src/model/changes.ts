/** What became of a finding between two runs, worst news first. */
export const CHANGE_KINDS = {
  newFailure: 'fails now',
  valueChanged: 'fails with another value',
  newlyUnknown: 'can no longer be told',
  repaired: 'repaired',
  newlyKnown: 'can be told now',
  waived: 'accepted now',
  unwaived: 'accepted no longer',
} as const;
export type ChangeKind = keyof typeof CHANGE_KINDS;

export interface Change {
  readonly kind: ChangeKind;
  readonly host: string;
  readonly check: string;
  /** Of the mismatch; absent where the whole finding changed. */
  readonly subject?: string;
  readonly before?: string;
  readonly after?: string;
}

/** What changed since an earlier run, both judged under one policy or said to be incomparable. */
export interface RunChanges {
  readonly before: { readonly id: string; readonly startedAt: string };
  /** Why the two runs cannot be compared in full: another policy, another scope. */
  readonly incomparable?: string;
  readonly counts: Readonly<Record<ChangeKind, number>>;
  /** Names of hosts. */
  readonly newHosts: readonly string[];
  readonly lostHosts: readonly string[];
  readonly newlyUnreachable: readonly string[];
  /** Ids of checks that only one of the runs has. */
  readonly newChecks: readonly string[];
  readonly lostChecks: readonly string[];
  /** Ids of checks that judge otherwise now: their own content, severity or parameters. Absent where it is not known. */
  readonly changedChecks?: readonly string[];
  /** In the order of hosts; starts anew at each call. */
  readonly changes: () => AsyncIterable<Change>;
}
