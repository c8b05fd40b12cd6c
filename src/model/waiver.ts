/** Why a failure is accepted. */
export const WAIVER_KINDS = {
  riskAccepted: 'risk accepted',
  falsePositive: 'false positive',
  compensated: 'compensated',
  outOfScope: 'out of scope',
} as const;
export type WaiverKind = keyof typeof WAIVER_KINDS;

/** A failure that somebody answers for. The check still runs; what it finds is shown as accepted. */
export interface Waiver {
  /** Unique among a policy's waivers. */
  readonly id: string;
  readonly kind: WaiverKind;
  readonly owner: string;
  readonly approver: string;
  readonly reason: string;
  /** What stands against the attack instead. */
  readonly compensatingControl?: string;
  readonly ticket?: string;
  /** ISO date. */
  readonly approvedOn: string;
  /** ISO date; it holds to the end of that day in UTC. */
  readonly expiresOn: string;
  readonly scope: WaiverScope;
}

/** What a waiver covers. An empty list leaves that side open. */
export interface WaiverScope {
  /** Check ids, never empty. */
  readonly checks: readonly string[];
  /** Names of hosts, or shell patterns of them. */
  readonly hosts: readonly string[];
  readonly groups: readonly string[];
  /** Subjects of mismatches, or shell patterns of them. */
  readonly subjects: readonly string[];
}

/** What is wrong with a waiver, as seen in one run. */
export const WAIVER_CONCERNS = {
  expired: 'expired',
  expiring: 'about to expire',
  notYet: 'approved for a later day',
  unused: 'covers nothing that was audited',
  notNeeded: 'no longer needed: what it covers passes',
  tooBroad: 'covers more than one kind of failure on every host',
} as const;
export type WaiverConcern = keyof typeof WAIVER_CONCERNS;

/** A waiver, and what it did in one run. */
export interface ReportedWaiver extends Waiver {
  /** Findings that it accepts, in part or whole. */
  readonly accepts: number;
  readonly concerns: readonly WaiverConcern[];
}
