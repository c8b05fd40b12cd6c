import check from '../../../checks/kernel/distribution-build.ts';
import { DEBIAN_12, FIRECRACKER, RELEASE, RHEL_9, UBUNTU_22 } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

testCheck(check, {
  pass: [
    { name: 'Debian', given: DEBIAN_12 },
    { name: 'Ubuntu', given: UBUNTU_22 },
    { name: 'RHEL', given: RHEL_9 },
  ],
  fail: [
    {
      name: 'a kernel of ELRepo',
      given: { ...RHEL_9, [RELEASE]: '6.12.9-1.el9.elrepo.x86_64\n' },
      because: ['running kernel: 6.12.9-1.el9.elrepo.x86_64, of ELRepo'],
    },
    {
      name: "a kernel of Ubuntu's mainline archive",
      given: { ...UBUNTU_22, [RELEASE]: '6.12.1-061201-generic\n' },
      because: ["running kernel: 6.12.1-061201-generic, of Ubuntu's mainline archive"],
    },
  ],
  manual: [{ name: 'a kernel from outside', given: FIRECRACKER }],
});
