import check from '../../../checks/kernel/metapackage.ts';
import {
  DEBIAN_12,
  dpkg,
  FIRECRACKER,
  PACKAGES,
  RHEL_9,
  UBUNTU_22,
} from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

testCheck(check, {
  pass: [
    { name: 'Debian', given: DEBIAN_12 },
    { name: 'Ubuntu', given: UBUNTU_22 },
  ],
  fail: [
    {
      name: 'one pinned kernel',
      given: {
        ...DEBIAN_12,
        [PACKAGES]: dpkg('linux-image-6.1.0-28-amd64 6.1.119-1', 'linux-image-amd64-dbg 6.1.119-1'),
      },
      because: ['kernel metapackage: none beside linux-image-6.1.0-28-amd64'],
    },
  ],
  notApplicable: [
    { name: 'RHEL', given: RHEL_9 },
    { name: 'a kernel from outside', given: FIRECRACKER },
  ],
});
