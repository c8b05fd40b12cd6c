import type { GateVerdict } from '../engine/gate.ts';

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

/**
 * The exit status of an audit. A signal says more than findings, findings more than gaps.
 * Hosts of which none was reached are an incomplete audit; no host at all is a usage error.
 * @param hosts that were named, read or not.
 */
export function exitStatus(
  hosts: number,
  { ending }: GateVerdict,
  stoppedBy?: keyof typeof STOPPED,
): number {
  if (stoppedBy !== undefined) return STOPPED[stoppedBy];
  if (hosts === 0) return USAGE_ERROR;
  return { passed: DONE, findings: FINDINGS, incomplete: INCOMPLETE }[ending];
}
