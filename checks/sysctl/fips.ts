import { z } from 'zod';
import { defineCheck, fail, notApplicable, orAbsent, passUnless, sysctl } from '../../src/index.ts';

export default defineCheck({
  id: 'sysctl.crypto.fips_enabled',
  area: 'sysctl',
  title: 'FIPS mode is on where the site asks for it',
  severity: 'medium',
  level: 2,
  rationale:
    'Without it programs use cryptography that nobody has certified, which some contracts forbid.',
  remedy:
    'On the RHEL family install with `fips=1`; on Ubuntu Pro run `pro enable fips-updates`; it is a boot parameter and cannot be set later.',
  references: ['ssg:sysctl_crypto_fips_enabled', 'stig-rhel9:RHEL-09-671010'],
  tags: ['sysctl', 'crypto'],
  params: z.strictObject({ fipsRequired: z.boolean().default(false) }),
  needs: { fips: orAbsent(sysctl('crypto.fips_enabled')) },
  evaluate({ fips }, { params: { fipsRequired } }) {
    if (!fipsRequired) return notApplicable('the profile does not ask for FIPS mode');
    const subject = 'crypto.fips_enabled';
    if (fips === undefined) {
      return fail({ subject, expected: '1', actual: 'this kernel has no FIPS mode' });
    }
    return passUnless(
      fips === '1' ? [] : [{ subject, expected: '1', actual: fips }],
      `${subject} is 1`,
    );
  },
});
