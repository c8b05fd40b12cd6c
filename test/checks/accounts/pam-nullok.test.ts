import pamNullok from '../../../checks/accounts/pam-nullok.ts';
import { testCheck } from '../../support/test-check.ts';

const FILES = 'text:/etc/pam.d/*';
const AUTH = '/etc/pam.d/common-auth:';

testCheck(pamNullok, {
  pass: [
    {
      name: 'without it; a comment; passwords may still be set',
      given: {
        [FILES]: `${AUTH}auth required pam_unix.so # nullok\n${AUTH}#auth x pam_unix.so nullok\n/etc/pam.d/common-password:password required pam_unix.so nullok\n/etc/pam.d/login.rpmsave:auth required pam_unix.so nullok\n`,
      },
    },
  ],
  fail: [
    {
      name: 'Debian’s own',
      given: { [FILES]: `${AUTH}auth\t[success=1 default=ignore]\tpam_unix.so nullok\n` },
      because: ['/etc/pam.d/common-auth: nullok'],
    },
    {
      name: 'on the next line',
      given: {
        [FILES]: `${AUTH}auth required pam_unix.so \\\n${AUTH}  try_first_pass nullok_secure\n`,
      },
      because: ['/etc/pam.d/common-auth: nullok_secure'],
    },
  ],
  notApplicable: [{ name: 'no PAM', given: {} }],
});
