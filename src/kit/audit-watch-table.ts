import type { Area, CheckMeta } from '../model/check.ts';
import { type CheckVerdict, type Mismatch, notApplicable, passUnless } from '../model/verdict.ts';
import { type AuditRules, type AuditView, auditRules } from '../probes/audit/audit-rules.ts';
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
    readonly found: Need<readonly FileStat[], readonly FileStat[]>;
    readonly rules: Need<AuditRules, AuditRules | undefined>;
  },
  undefined
>;

const REMEDY =
  'For each path named: `-a always,exit -F arch=b64 -F path=PATH -F perm=wa -F key=changes` and the same with `arch=b32` (`dir=` for a folder) in a file of /etc/audit/rules.d, then `augenrules --load`; `systemctl enable --now auditd`.';

const RECORDED = {
  wa: 'writes and changes of attributes (wa)',
  x: 'that it is executed (x)',
} as const;

/** The kernel watches the file behind a name: one in a folder that is a link since the merge of /usr counts. */
const isWatched = ({ rules, silent }: AuditView, path: string, perms: string): boolean =>
  silent === undefined &&
  [path, path.replace(/^\/usr\/(lib|s?bin)\//, '/$1/'), path.replace(/^\/run\//, '/var/run/')].some(
    (name) => isPathWatched(rules, name, perms),
  );

/** One check a row: what is done to each path is recorded, now and after a reboot. */
export function auditWatchChecks(rows: readonly AuditWatchRow[]): readonly AuditWatchCheck[] {
  return rows.map(({ paths, area = 'audit', perms = 'wa', ...meta }) =>
    defineCheck({
      ...meta,
      area,
      remedy: REMEDY.replace('perm=wa', `perm=${perms}`),
      needs: {
        found: required(presentStats(paths)),
        rules: orAbsent(auditRules),
      },
      evaluate: ({ found, rules }) => {
        if (rules === undefined) {
          return notApplicable('auditd is not installed');
        }
        if (found.length === 0) return notApplicable(noneOf(paths));
        return verdictOf(
          rules,
          found.map(({ path }) => path),
          perms,
        );
      },
    }),
  );
}

function verdictOf(
  { now, boot }: AuditRules,
  paths: readonly string[],
  perms: 'wa' | 'x',
): CheckVerdict {
  const later = unwatched(boot, paths, perms, 'in the rules of /etc/audit');
  return passUnless(
    [
      ...(now === undefined ? [] : unwatched(now, paths, perms, 'in the loaded rules')),
      ...later.map((one) => ({ ...one, subject: `${one.subject} after a reboot` })),
    ],
    `${paths.length} paths are watched${now === undefined ? ' by the rules of /etc/audit; the host is not booted' : ', now and after a reboot'}`,
  );
}

const unwatched = (
  view: AuditView,
  paths: readonly string[],
  perms: 'wa' | 'x',
  where: string,
): readonly Mismatch[] =>
  paths
    .filter((path) => !isWatched(view, path, perms))
    .map((path) => ({
      subject: path,
      expected: `a rule that records ${RECORDED[perms]} by 64-bit and 32-bit calls`,
      actual: view.silent ?? `none ${where}`,
    }));
