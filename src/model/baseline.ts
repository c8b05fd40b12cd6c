export const BASELINE_FORMAT = 1;

/** What was known of one host: what of it fails, and what could not be told. */
export interface HostBaseline {
  /** By check, then subject of the mismatch: the value that was found. */
  readonly open: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Mismatches that a waiver accepts, in the same form. */
  readonly accepted: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Ids of checks. */
  readonly unknown: readonly string[];
}

/** A run to compare others with: what may stay as it is, so that nothing gets worse. */
export interface Baseline {
  readonly formatVersion: typeof BASELINE_FORMAT;
  readonly run: { readonly id: string; readonly startedAt: string; readonly policyHash: string };
  /** Ids of all checks that were asked. */
  readonly checks: readonly string[];
  readonly hosts: Readonly<Record<string, HostBaseline>>;
  /** Names of hosts that were not read. */
  readonly unread: readonly string[];
}
