import { defineCheck, passUnless, required, umasks } from '../../src/index.ts';

/** Takes writing from the group, and everything from others. */
const closes = (octal: string): boolean => (Number.parseInt(octal, 8) & 0o027) === 0o027;

export default defineCheck({
  id: 'accounts.umask',
  area: 'accounts',
  title: 'New files are hidden from other accounts',
  severity: 'medium',
  level: 1,
  rationale:
    'Logs, dumps and keys that somebody makes in passing are readable by every service of the host.',
  remedy:
    '`UMASK 027` in /etc/login.defs, and `umask 027` in the files named. Services of systemd have `UMask=` instead.',
  references: [
    'cis-rhel9-2.0:5.4.3.3',
    'cis-ubuntu2404-1.0:5.4.3.3',
    'stig-rhel9:RHEL-09-412055',
    'stig-rhel9:RHEL-09-412065',
    'stig-rhel9:RHEL-09-412070',
    'stig-ubuntu2404:UBTU-24-300030',
    'cis-dil-2.0:5.4.4',
    'lynis:AUTH-9328',
    'dev-sec:os-05',
    'ssg:accounts_umask_etc_login_defs',
    'ssg:accounts_umask_etc_profile',
    'ssg:accounts_umask_etc_bashrc',
  ],
  tags: ['accounts'],
  needs: { found: required(umasks) },
  evaluate({ found }) {
    const expected = '027 or 077';
    if (found.length === 0) {
      return passUnless([{ subject: 'umask', expected, actual: 'not set, 022 by default' }], '');
    }
    return passUnless(
      found
        .filter(({ value }) => !closes(value))
        .map(({ file, value }) => ({ subject: file, expected, actual: value })),
      [...new Set(found.map(({ value }) => value))].join(', '),
    );
  },
});
