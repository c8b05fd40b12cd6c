import { z } from 'zod';
import {
  type CheckMeta,
  defineCheck,
  hasPassword,
  notApplicable,
  orAbsent,
  passUnless,
  type ShadowEntry,
  shadow,
} from '../../src/index.ts';

/** A field of shadow(5), in days. */
interface Row
  extends Pick<CheckMeta, 'id' | 'title' | 'severity' | 'rationale' | 'remedy' | 'references'> {
  readonly field: 'maxDays' | 'minDays' | 'warnDays' | 'inactiveDays';
  readonly days: number;
  readonly holds: (actual: number, wanted: number) => boolean;
  readonly expected: (wanted: number) => string;
}

const atMost = (actual: number, wanted: number): boolean => actual <= wanted;
const atLeast = (actual: number, wanted: number): boolean => actual >= wanted;

const ROWS: readonly Row[] = [
  {
    id: 'accounts.inactive-lock',
    title: 'Accounts are closed some weeks after their password has expired',
    severity: 'medium',
    rationale: 'Forgotten accounts keep passwords that nobody watches any more.',
    remedy:
      '`chage -I 45 NAME`, and `useradd -D -f 45` for new accounts; without a maximum age it has no effect.',
    references: [
      'cis-rhel9-2.0:5.4.1.5',
      'cis-ubuntu2404-1.0:5.4.1.5',
      'stig-rhel9:RHEL-09-411050',
      'stig-ubuntu2404:UBTU-24-200260',
      'cis-dil-2.0:5.4.1.4',
      'ssg:account_disable_post_pw_expiration',
      'ssg:accounts_set_post_pw_existing',
    ],
    field: 'inactiveDays',
    days: 45,
    holds: atMost,
    expected: (wanted) => `closed within ${wanted} days`,
  },
  {
    id: 'accounts.password-maximum-age',
    title: 'Passwords expire within a year',
    severity: 'low',
    rationale: 'A password that has leaked stays of use for ever.',
    remedy: '`chage -M 365 NAME`, and `PASS_MAX_DAYS 365` in /etc/login.defs for new accounts.',
    references: [
      'cis-rhel9-2.0:5.4.1.1',
      'cis-ubuntu2404-1.0:5.4.1.1',
      'stig-rhel9:RHEL-09-411010',
      'stig-ubuntu2404:UBTU-24-400310',
      'cis-dil-2.0:5.4.1.1',
      'dev-sec:os-05',
      'lynis:AUTH-9286',
      'ssg:accounts_password_set_max_life_existing',
    ],
    field: 'maxDays',
    days: 365,
    holds: (actual, wanted) => actual >= 1 && actual <= wanted,
    expected: (wanted) => `1 to ${wanted} days`,
  },
  {
    id: 'accounts.password-minimum-age',
    title: 'A new password cannot be changed on the same day',
    severity: 'low',
    rationale: 'Otherwise the old one comes back after as many changes as are remembered.',
    remedy: '`chage -m 1 NAME`, and `PASS_MIN_DAYS 1` in /etc/login.defs for new accounts.',
    references: [
      'cis-rhel9-2.0:5.4.1.2',
      'cis-ubuntu2404-1.0:5.4.1.2',
      'stig-rhel9:RHEL-09-611075',
      'stig-ubuntu2404:UBTU-24-400300',
      'cis-dil-2.0:5.4.1.2',
      'lynis:AUTH-9286',
      'ssg:accounts_password_set_min_life_existing',
    ],
    field: 'minDays',
    days: 1,
    holds: atLeast,
    expected: (wanted) => `${wanted} days or more`,
  },
  {
    id: 'accounts.password-warning',
    title: 'Accounts are warned a week before their password expires',
    severity: 'low',
    rationale: 'Who is locked out without a warning takes to weaker ways.',
    remedy: '`chage -W 7 NAME`, and `PASS_WARN_AGE 7` in /etc/login.defs for new accounts.',
    references: [
      'cis-rhel9-2.0:5.4.1.3',
      'cis-ubuntu2404-1.0:5.4.1.3',
      'cis-dil-2.0:5.4.1.3',
      'ssg:accounts_password_warn_age_login_defs',
    ],
    field: 'warnDays',
    days: 7,
    holds: atLeast,
    expected: (wanted) => `${wanted} days or more`,
  },
];

const canBeUsed = (entry: ShadowEntry): boolean => hasPassword(entry) && !entry.locked;

export default ROWS.map(({ field, days: byDefault, holds, expected, ...meta }) =>
  defineCheck({
    ...meta,
    area: 'accounts',
    level: 2,
    tags: ['accounts', 'passwords'],
    needs: { shadow: orAbsent(shadow) },
    params: z.strictObject({ days: z.number().int().min(0).default(byDefault) }),
    evaluate({ shadow: entries }, { params: { days } }) {
      if (entries === undefined) return notApplicable('there is no /etc/shadow');
      const own = entries.filter(canBeUsed);
      if (own.length === 0) return notApplicable('no account has a password');
      return passUnless(
        own
          .filter((entry) => !holds(entry[field] ?? Number.NaN, days))
          .map((entry) => ({
            subject: entry.name,
            expected: expected(days),
            actual: entry[field] === undefined ? 'not set' : `${entry[field]} days`,
          })),
        `${own.length} accounts with passwords`,
      );
    },
  }),
);
