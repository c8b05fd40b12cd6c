import check from '../../../checks/kernel/lockdown.ts';
import { testCheck } from '../../support/test-check.ts';

const LSM = 'text:/sys/kernel/security/lsm';
const MODE = 'text:/sys/kernel/security/lockdown';
const lsm = { [LSM]: 'lockdown,capability,landlock,yama,apparmor\n' };

testCheck(check, {
  pass: [
    { name: 'integrity', given: { ...lsm, [MODE]: 'none [integrity] confidentiality\n' } },
    { name: 'confidentiality', given: { ...lsm, [MODE]: 'none integrity [confidentiality]\n' } },
  ],
  fail: [
    {
      name: 'none',
      given: { ...lsm, [MODE]: '[none] integrity confidentiality\n' },
      because: ['lockdown: none'],
    },
    {
      name: 'a kernel without it',
      given: { [LSM]: 'capability,yama,selinux\n' },
      because: ['lockdown: not in this kernel'],
    },
  ],
  unknown: [{ name: 'securityfs is not mounted', given: {} }],
});
