import {
  defineCheck,
  NO_SSHD,
  notApplicable,
  orAbsent,
  osRelease,
  passUnless,
  required,
  sshdConfig,
  sshdRemedy,
  sshdValue,
} from '../../src/index.ts';

export default defineCheck({
  id: 'ssh.pam',
  area: 'ssh',
  title: 'Logins over SSH pass PAM',
  severity: 'medium',
  level: 1,
  rationale:
    'Without PAM neither locks, limits nor access rules hold for a login by key, and the audit trail lacks who it was.',
  remedy: sshdRemedy('UsePAM yes'),
  references: [
    'cis-rhel9-2.0:5.1.22',
    'cis-ubuntu2404-1.0:5.1.22',
    'stig-rhel9:RHEL-09-255050',
    'stig-ubuntu2404:UBTU-24-500050',
    'cis-dil-2.0:5.2.20',
    'ssg:sshd_enable_pam',
  ],
  tags: ['ssh', 'pam'],
  needs: { sshd: orAbsent(sshdConfig), os: required(osRelease) },
  evaluate({ sshd, os }) {
    if (sshd === undefined) return notApplicable(NO_SSHD);
    const value = sshdValue(sshd, 'usepam');
    // Alpine's usual sshd is built without PAM, and refuses the keyword.
    if (value === undefined && os.id === 'alpine') return notApplicable('this sshd knows no PAM');
    return passUnless(
      value === 'yes'
        ? []
        : [{ subject: 'UsePAM', expected: 'yes', actual: value ?? 'not set, by default no' }],
      'UsePAM yes',
    );
  },
});
