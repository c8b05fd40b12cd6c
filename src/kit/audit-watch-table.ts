import type { Area, CheckMeta } from '../model/check.ts';
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
  /** By default audit. */
  readonly area?: Area;
  /** `x` for programs, whose use counts; by default `wa`, writes and changes of attributes. */
  readonly perms?: 'wa' | 'x';
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

const RECORDED = {
  wa: 'writes and changes of attributes (wa)',
  x: 'that it is executed (x)',
} as const;

/** The kernel watches the file behind a name: one in a folder that is a link since the merge of /usr counts. */
const isWatched = (rules: AuditRuleSet, path: string, perms: string): boolean =>
  [path, path.replace(/^\/usr\/(lib|s?bin)\//, '/$1/'), path.replace(/^\/run\//, '/var/run/')].some(
    (name) => isPathWatched(rules, name, perms),
  );

/** One check a row: what is done to each path is recorded by the persisted rules. Loaded ones are not judged. */
export function auditWatchChecks(rows: readonly AuditWatchRow[]): readonly AuditWatchCheck[] {
  return rows.map(({ paths, area = 'audit', perms = 'wa', ...meta }) =>
    defineCheck({
      ...meta,
      area,
      remedy: REMEDY.replace('perm=wa', `perm=${perms}`),
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
            .filter(({ path }) => rules === undefined || !isWatched(rules, path, perms))
            .map(({ path }) => ({
              subject: path,
              expected: `a rule that records ${RECORDED[perms]}`,
              actual: 'none in the rules of /etc/audit',
            })),
          `${found.length} paths are watched by the rules of /etc/audit; those loaded now were not looked at`,
        );
      },
    }),
  );
}
