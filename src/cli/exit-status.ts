import { atLeastAsSevere, type Severity } from '../model/check.ts';

/** Nothing at or above the threshold, everything audited. */
const DONE = 0;
/** A failure at or above the threshold. */
const FINDINGS = 1;
/** The command, inventory or policy is wrong, or named nothing to audit. */
export const USAGE_ERROR = 2;
/** Hosts were not reached or results are unknown, and nothing worse was found. */
export const INCOMPLETE = 3;
/** hostward itself is broken (EX_SOFTWARE of sysexits.h). */
export const DEFECT = 70;
/** As a shell tells that a signal ended a command: 128 + its number. */
export const STOPPED = { SIGINT: 130, SIGTERM: 143 } as const;

/** What an audit came to, as far as its exit status is concerned. */
export interface Ending {
  /** Hosts that were read. */
  readonly audited: number;
  /** Hosts that were not. */
  readonly unreached: number;
  /** Results that could not be told. */
  readonly unknown: number;
  /** Of the most serious failure. */
  readonly worstFailed: Severity | undefined;
  /** Waivers that `--strict` fails for. */
  readonly graveWaivers?: number;
}

/**
 * The exit status of an audit. A signal says more than findings, findings more than gaps.
 * Hosts of which none was reached are an incomplete audit; no host at all is a usage error.
 */
export function exitStatus(
  { audited, unreached, unknown, worstFailed, graveWaivers = 0 }: Ending,
  failOn: Severity | 'none',
  stoppedBy?: keyof typeof STOPPED,
): number {
  if (stoppedBy !== undefined) return STOPPED[stoppedBy];
  if (audited + unreached === 0) return USAGE_ERROR;
  if (worstFailed !== undefined && failOn !== 'none' && atLeastAsSevere(worstFailed, failOn)) {
    return FINDINGS;
  }
  if (graveWaivers > 0) return FINDINGS;
  return unreached + unknown > 0 ? INCOMPLETE : DONE;
}
