import check from '../../../checks/kernel/lsm-list.ts';
import { testCheck } from '../../support/test-check.ts';

const LSM = 'text:/sys/kernel/security/lsm';

testCheck(check, {
  pass: [
    { name: 'Debian', given: { [LSM]: 'lockdown,capability,landlock,yama,apparmor,tomoyo,bpf\n' } },
    { name: 'RHEL', given: { [LSM]: 'lockdown,capability,landlock,yama,selinux,bpf' } },
  ],
  fail: [
    {
      name: 'Arch as installed',
      given: { [LSM]: 'capability,landlock,lockdown,yama,bpf' },
      because: ['confining module: only capability, landlock, lockdown, yama, bpf'],
    },
    {
      name: 'a list given at boot',
      given: { [LSM]: 'capability,apparmor' },
      because: ['yama: only capability, apparmor'],
    },
  ],
  unknown: [{ name: 'securityfs is not mounted', given: {} }],
});
