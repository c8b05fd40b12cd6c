import pam from '../../../checks/ssh/pam.ts';
import { testCheck } from '../../support/test-check.ts';

const host = (id: string, text: string) => ({
  'stat:/usr/sbin/sshd': '755|0|0|root|root|regular file|900000|1700000000|/usr/sbin/sshd\n',
  'text:/etc/os-release': `ID=${id}\n`,
  'text:/etc/ssh/sshd_config': text,
});

testCheck(pam, {
  pass: [{ name: 'on', given: host('debian', 'UsePAM yes\n') }],
  fail: [
    {
      name: 'unset',
      given: host('debian', 'Port 22\n'),
      because: ['UsePAM: not set, by default no'],
    },
  ],
  notApplicable: [
    { name: 'Alpine', given: host('alpine', 'Port 22\n') },
    { name: 'no sshd', given: { 'text:/etc/os-release': 'ID=debian\n' } },
  ],
});
