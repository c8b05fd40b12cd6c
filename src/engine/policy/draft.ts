import type { AnyCheck } from '../../kit/define-check.ts';
import type { Severity } from '../../model/check.ts';
import type { Position } from '../../model/profile.ts';

/** A check while its policy is laid together. */
export interface DraftCheck {
  readonly check: AnyCheck;
  /** Which profile took it. */
  readonly takenBy: string;
  readonly severity: Severity;
  /** Which profile set it; absent while it is the check's own. */
  readonly severityFrom?: string;
  /** As written, by name; what is not written has its default. */
  readonly written: Readonly<Record<string, unknown>>;
  /** By parameter: which profile set it. */
  readonly paramsFrom: Readonly<Record<string, string>>;
}

/** By id. */
export type Draft = ReadonlyMap<string, DraftCheck>;

/** Who changes a draft, and where to complain about it. */
export interface Changer {
  /** The id of a profile, or the name of a group. */
  readonly name: string;
  readonly position: Position;
  readonly problems: string[];
}

export const fresh = (check: AnyCheck, takenBy: string): DraftCheck => ({
  check,
  takenBy,
  severity: check.severity,
  written: {},
  paramsFrom: {},
});
