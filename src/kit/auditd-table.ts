import type { CheckMeta } from '../model/check.ts';
import { notApplicable, passUnless } from '../model/verdict.ts';
import { visibleLine } from '../model/visible-text.ts';
import { type AuditdSettings, auditdSettings } from '../probes/audit/auditd-conf.ts';
import { type Check, defineCheck, type Need, orAbsent } from './define-check.ts';

/** What one setting of auditd.conf must be. */
export interface AuditdSetting {
  readonly name: string;
  /** Values that will do, in lower case. */
  readonly accepted: RegExp;
  readonly expected: string;
  /** What counts where it is not set (auditd.conf(5)). */
  readonly unset: string;
}

export interface AuditdRow extends Omit<CheckMeta, 'area'> {
  readonly settings: readonly [AuditdSetting, ...AuditdSetting[]];
}

export type AuditdCheck = Check<
  { readonly conf: Need<AuditdSettings, AuditdSettings | undefined> },
  undefined
>;

/** One check a row: settings of the audit daemon, its defaults where they are not set. */
export function auditdChecks(rows: readonly AuditdRow[]): readonly AuditdCheck[] {
  return rows.map(({ settings, ...meta }) =>
    defineCheck({
      ...meta,
      area: 'audit',
      needs: { conf: orAbsent(auditdSettings) },
      evaluate: ({ conf }) => {
        if (conf === undefined) return notApplicable('there is no /etc/audit/auditd.conf');
        const seen = settings.map((one) => ({ ...one, now: conf.get(one.name) ?? one.unset }));
        return passUnless(
          seen
            .filter(({ accepted, now }) => !accepted.test(now))
            .map(({ name, expected, now }) => ({
              subject: name,
              expected,
              actual: `${visibleLine(now, 200)}${conf.has(name) ? '' : ', by default'}`,
            })),
          seen.map(({ name, now }) => visibleLine(`${name} = ${now}`, 200)).join(', '),
        );
      },
    }),
  );
}
