import { z } from 'zod';
import {
  defineCheck,
  hasPassword,
  notApplicable,
  orAbsent,
  passUnless,
  shadow,
} from '../../src/index.ts';

export default defineCheck({
  id: 'accounts.inactive-lock',
  area: 'accounts',
  title: 'Accounts are closed some weeks after their password has expired',
  severity: 'medium',
  level: 2,
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
  tags: ['accounts', 'passwords'],
  needs: { shadow: orAbsent(shadow) },
  params: z.strictObject({ days: z.number().int().min(0).default(45) }),
  evaluate({ shadow: entries }, { params: { days } }) {
    if (entries === undefined) return notApplicable('there is no /etc/shadow');
    const open = entries.filter((entry) => hasPassword(entry) && !entry.locked);
    if (open.length === 0) return notApplicable('no account has a password');
    return passUnless(
      open
        .filter(({ inactiveDays }) => inactiveDays === undefined || inactiveDays > days)
        .map(({ name, inactiveDays }) => ({
          subject: name,
          expected: `closed after ${days} days`,
          actual: inactiveDays === undefined ? 'never closed' : `after ${inactiveDays} days`,
        })),
      `${open.length} accounts with passwords`,
    );
  },
});
