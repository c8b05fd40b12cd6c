import { defineCheck, fileText, notApplicable, orAbsent, passUnless } from '../../src/index.ts';

/** capability.conf(5): `CAPABILITIES USER…`; `none` takes away. */
const LINE = /^\s*([^#\s]+)\s+(\S.*)$/;

export default defineCheck({
  id: 'capabilities.pam-grants',
  area: 'capabilities',
  title: 'Logins give no account capabilities',
  severity: 'medium',
  level: 1,
  rationale:
    'An account that logs in with cap_setuid, cap_dac_override or cap_sys_admin is root by another name, and no list of groups shows it.',
  remedy: 'Take the line out of /etc/security/capability.conf.',
  references: ['man:capability.conf(5)', 'man:pam_cap(8)'],
  tags: ['capabilities', 'accounts'],
  needs: { granted: orAbsent(fileText('/etc/security/capability.conf')) },
  evaluate({ granted }) {
    if (granted === undefined) return notApplicable('there is no /etc/security/capability.conf');
    const grants = granted.split('\n').flatMap((line) => {
      const [, what = 'none', users = ''] = LINE.exec(line) ?? [];
      return what === 'none' ? [] : [{ subject: users, expected: 'none', actual: what }];
    });
    return passUnless(grants, 'capability.conf grants nothing');
  },
});
