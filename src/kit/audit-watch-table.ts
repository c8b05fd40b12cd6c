import type { CheckMeta } from '../model/check.ts';
import { notApplicable, passUnless } from '../model/verdict.ts';
import type { AuditRuleSet } from '../probes/audit/audit-rule-lines.ts';
import { persistedAuditRules } from '../probes/audit/audit-rules.ts';
import { isPathWatched } from '../probes/audit/path-watched.ts';
import { presentStats } from '../probes/files/present-stats.ts';
import type { FileStat } from '../probes/files/stat.ts';
import { type Check, defineCheck, type Need, orAbsent, required } from './define-check.ts';
import { noneOf } from './none-of.ts';

/** Paths whose changes must leave a record. */
export interface AuditWatchRow extends Omit<CheckMeta, 'area' | 'remedy'> {
  /** Paths, no patterns; what is not there is not judged. */
  readonly paths: readonly [string, ...string[]];
}

export type AuditWatchCheck = Check<
  {
    readonly auditctl: Need<readonly FileStat[], readonly FileStat[]>;
    readonly found: Need<readonly FileStat[], readonly FileStat[]>;
    readonly rules: Need<AuditRuleSet, AuditRuleSet | undefined>;
  },
  undefined
>;

const AUDITCTL = ['/usr/sbin/auditctl', '/sbin/auditctl'] as const;

const REMEDY =
  'For each path named: `-a always,exit -F arch=b64 -F path=PATH -F perm=wa -F key=changes` (`dir=` for a folder) in a file of /etc/audit/rules.d, then `augenrules --load`.';

/** One check a row: writing to each path, or changing its attributes, is recorded by the persisted rules. Loaded ones are not judged. */
export function auditWatchChecks(rows: readonly AuditWatchRow[]): readonly AuditWatchCheck[] {
  return rows.map(({ paths, ...meta }) =>
    defineCheck({
      ...meta,
      area: 'audit',
      remedy: REMEDY,
      needs: {
        auditctl: required(presentStats(AUDITCTL)),
        found: required(presentStats(paths)),
        rules: orAbsent(persistedAuditRules),
      },
      evaluate: ({ auditctl, found, rules }) => {
        if (auditctl.length === 0) return notApplicable('auditd is not installed');
        if (found.length === 0) return notApplicable(noneOf(paths));
        return passUnless(
          found
            .filter(({ path }) => rules === undefined || !isPathWatched(rules, path, 'wa'))
            .map(({ path }) => ({
              subject: path,
              expected: 'a rule that records writes and changes of attributes (wa)',
              actual: 'none in the rules of /etc/audit',
            })),
          `${found.length} paths are watched by the rules of /etc/audit; those loaded now were not looked at`,
        );
      },
    }),
  );
}
