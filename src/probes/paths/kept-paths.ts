import type { Gap } from '../../model/observation.ts';
import type { Mismatch } from '../../model/verdict.ts';

/** A path that root alone, or one more account, may be able to change. */
export interface KeptPath {
  /** Who names it: `/etc/crontab`, `backup.service`; empty for one that stands for itself. */
  readonly from: string;
  readonly path: string;
  /** Of the account that may change it beside root. */
  readonly uid?: number;
}

/** What to look at, or why there is nothing. */
export type KeptPaths = { readonly none: string } | PathsToKeep;

export interface PathsToKeep {
  readonly paths: readonly KeptPath[];
  /** Wrong, whatever the paths are like. */
  readonly wrong?: readonly Mismatch[];
  /** What could not be seen; what is wrong counts all the same. */
  readonly blind?: Gap | undefined;
  /** What a pass says instead of how many paths there were. */
  readonly note?: string;
}
