import type { CheckMeta } from '../model/check.ts';
import { passUnless } from '../model/verdict.ts';
import { kernelTaint } from '../probes/kernel/kernel-taint.ts';
import { type Check, defineCheck, type Need, required } from './define-check.ts';

/** One reason for which a kernel marks itself as tainted. */
export interface TaintRow extends Pick<CheckMeta, 'title' | 'severity' | 'level' | 'rationale'> {
  /** Below `kernel.taint-`. */
  readonly id: string;
  readonly bit: number;
  /** As an oops prints it. */
  readonly letter: string;
  /** What happened where the bit is set. */
  readonly event: string;
}

export type TaintCheck = Check<
  { readonly taint: Need<ReadonlySet<number>, ReadonlySet<number>> },
  undefined
>;

export function taintChecks(rows: readonly TaintRow[]): readonly TaintCheck[] {
  return rows.map(({ id, bit, letter, event, ...meta }) =>
    defineCheck({
      ...meta,
      id: `kernel.taint-${id}`,
      area: 'kernel',
      remedy: TAINT_REMEDY,
      references: ['kernel-doc:admin-guide/tainted-kernels.rst'],
      tags: ['kernel', 'taint'],
      needs: { taint: required(kernelTaint) },
      evaluate: ({ taint }) =>
        passUnless(
          taint.has(bit)
            ? [{ subject: `taint ${letter} (bit ${bit})`, expected: 'clear', actual: event }]
            : [],
          taint.size === 0 ? 'the kernel is not tainted' : `bit ${bit} is clear`,
        ),
    }),
  );
}

export const TAINT_REMEDY =
  'Find the module or the event with `journalctl -k | grep -i taint`, put it right, and reboot: ' +
  'the mark stays until then.';
