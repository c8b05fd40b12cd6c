import type { CheckMeta } from '../model/check.ts';
import { type Mismatch, notApplicable, passUnless } from '../model/verdict.ts';
import { type AuditRules, auditRules } from '../probes/audit/audit-rules.ts';
import { type CallRules, isCallRecorded } from '../probes/audit/call-recorded.ts';
import { type Check, defineCheck, type Need, orAbsent } from './define-check.ts';

type Meta = Omit<CheckMeta, 'area'>;

/** Something that the audit system must be, now and after a reboot. */
export interface AuditStateRow extends Meta {
  /** What is wrong now, by the kernel's answer. */
  readonly now: (
    now: NonNullable<AuditRules['now']>,
    boot: AuditRules['boot'],
  ) => readonly Mismatch[];
  /** What will be wrong after a reboot; each subject gets `after a reboot`. */
  readonly boot: (boot: AuditRules['boot']) => readonly Mismatch[];
}

/** System calls that must leave a record. */
export interface AuditCallRow extends Meta, CallRules {
  /** By name, and by which calls: `b64` for those that no 32-bit program can make. */
  readonly calls: readonly string[];
}

export type AuditStateCheck = Check<
  { readonly rules: Need<AuditRules, AuditRules | undefined> },
  undefined
>;

/** One check a row. */
export function auditStateChecks(rows: readonly AuditStateRow[]): readonly AuditStateCheck[] {
  return rows.map(({ now: judgeNow, boot: judgeBoot, ...meta }) =>
    defineCheck({
      ...meta,
      area: 'audit',
      needs: { rules: orAbsent(auditRules) },
      evaluate: ({ rules }) => {
        if (rules === undefined) return notApplicable('auditd is not installed');
        const { now, boot } = rules;
        return passUnless(
          [
            ...(now === undefined ? [] : judgeNow(now, boot)),
            ...judgeBoot(boot).map((one) => ({
              ...one,
              subject: `${one.subject} after a reboot`,
            })),
          ],
          now === undefined ? 'by its files; the host is not booted' : 'now and after a reboot',
        );
      },
    }),
  );
}

/** One check a row: each call leaves a record, by 64-bit and by 32-bit programs. */
export function auditCallChecks(rows: readonly AuditCallRow[]): readonly AuditStateCheck[] {
  return auditStateChecks(
    rows.map(({ calls, narrowedBy, compares, ...meta }) => {
      const accepted = {
        ...(narrowedBy === undefined ? {} : { narrowedBy }),
        ...(compares === undefined ? {} : { compares }),
      };
      const judge = (view: AuditRules['boot']) => unrecorded(view, calls, accepted);
      return { ...meta, now: judge, boot: judge };
    }),
  );
}

function unrecorded(
  { rules, silent }: AuditRules['boot'],
  calls: readonly string[],
  accepted: CallRules,
): readonly Mismatch[] {
  return calls.flatMap((call) =>
    (['b64', 'b32'] as const)
      .filter((width) => silent !== undefined || !isCallRecorded(rules, call, width, accepted))
      .map((width) => ({
        subject: `${call} (${width})`,
        expected: 'a rule that records it',
        actual: silent ?? 'none',
      })),
  );
}
