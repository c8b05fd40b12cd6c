import check from '../../../checks/kernel/running-release.ts';
import {
  BANNER,
  DEBIAN_12,
  dpkg,
  FIRECRACKER,
  PACKAGES,
  RELEASE,
  RHEL_9,
  rpm,
  SIGNATURE,
  UBUNTU_22,
} from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

testCheck(check, {
  pass: [
    { name: 'Debian 12', given: DEBIAN_12 },
    {
      name: 'Debian 12, the package rebuilt around the same kernel',
      given: { ...DEBIAN_12, [PACKAGES]: dpkg('linux-image-6.1.0-28-amd64 6.1.119-1+b1') },
    },
    {
      name: 'Debian 12, a newer kernel of another flavour',
      given: {
        ...DEBIAN_12,
        [PACKAGES]: dpkg(
          'linux-image-6.1.0-28-amd64 6.1.119-1',
          'linux-image-6.1.0-31-rt-amd64 6.1.128-1',
          'linux-image-6.1.0-31-amd64-dbg 6.1.128-1',
        ),
      },
    },
    { name: 'Ubuntu 22.04 with the newer stream', given: UBUNTU_22 },
    { name: 'RHEL 9', given: RHEL_9 },
    {
      name: 'Alpine',
      given: {
        [RELEASE]: '6.6.63-0-lts\n',
        [PACKAGES]: 'manager apk\nP:linux-lts\nV:6.6.63-r0\nP:linux-firmware\nV:20240909-r0\n',
      },
    },
    {
      name: 'Arch',
      given: {
        [RELEASE]: '6.12.1-arch1-1\n',
        [PACKAGES]: 'manager pacman\n%NAME%\nlinux\n--\n%VERSION%\n6.12.1.arch1-1\n',
      },
    },
    {
      name: 'SUSE, whose packages count rebuilds',
      given: {
        [RELEASE]: '6.4.0-150600.23.30-default\n',
        [PACKAGES]: rpm(
          'kernel-default 6.4.0-150600.21.3.1',
          'kernel-default 6.4.0-150600.23.30.1',
        ),
      },
    },
    {
      name: 'Amazon Linux 2023 with a named branch',
      given: {
        [RELEASE]: '6.12.40-63.114.amzn2023.x86_64\n',
        [PACKAGES]: rpm('kernel 6.1.150-1.amzn2023', 'kernel6.12 6.12.40-63.114.amzn2023'),
      },
    },
    {
      name: 'Raspberry Pi OS, with an epoch',
      given: {
        [RELEASE]: '6.6.62+rpt-rpi-v8\n',
        [BANNER]:
          'Linux version 6.6.62+rpt-rpi-v8 (serge@raspberrypi.com) (gcc) #1 SMP PREEMPT Debian 1:6.6.62-1+rpt1 (2024-11-25)\n',
        [PACKAGES]: dpkg(
          'linux-image-6.6.51+rpt-rpi-v8 1:6.6.51-1+rpt3',
          'linux-image-6.6.62+rpt-rpi-v8 1:6.6.62-1+rpt1',
        ),
      },
    },
    {
      name: 'Proxmox',
      given: {
        [RELEASE]: '6.8.12-4-pve\n',
        [BANNER]:
          'Linux version 6.8.12-4-pve (build@proxmox) (gcc) #1 SMP PREEMPT_DYNAMIC PMX 6.8.12-4 (2024-11-06T15:04Z)\n',
        [PACKAGES]: dpkg(
          'proxmox-kernel-6.8 6.8.12-4',
          'proxmox-kernel-6.8.12-4-pve-signed 6.8.12-4',
        ),
      },
    },
  ],
  fail: [
    {
      name: 'Debian, a new release waits',
      given: {
        ...DEBIAN_12,
        [PACKAGES]: dpkg(
          'linux-image-6.1.0-9-amd64 6.1.27-1',
          'linux-image-6.1.0-28-amd64 6.1.119-1',
          'linux-image-6.1.0-31-amd64 6.1.128-1',
        ),
      },
      because: ['running kernel: 6.1.0-28-amd64'],
    },
    {
      name: 'Debian, the same release uploaded anew',
      given: { ...DEBIAN_12, [PACKAGES]: dpkg('linux-image-6.1.0-28-amd64 6.1.124-1') },
      because: ['running kernel: 6.1.0-28-amd64, built as 6.1.119-1'],
    },
    {
      name: 'the running kernel is already removed',
      given: { ...DEBIAN_12, [PACKAGES]: dpkg('linux-image-6.1.0-31-amd64 6.1.128-1') },
      because: ['running kernel: 6.1.0-28-amd64'],
    },
    {
      name: 'Ubuntu, the same release respun',
      given: {
        ...UBUNTU_22,
        [SIGNATURE]: 'Ubuntu 6.8.0-49.48~22.04.1-generic 6.8.12\n',
      },
      because: ['running kernel: 6.8.0-49-generic, built as 6.8.0-49.48~22.04.1'],
    },
    {
      name: 'RHEL after an update',
      given: { ...RHEL_9, [RELEASE]: '5.14.0-427.13.1.el9_4.x86_64\n' },
      because: ['running kernel: 5.14.0-427.13.1.el9_4.x86_64'],
    },
  ],
  notApplicable: [{ name: 'a kernel from outside', given: FIRECRACKER }],
  manual: [
    {
      name: 'a kernel of nobody, beside packages',
      given: { ...FIRECRACKER, [PACKAGES]: dpkg('linux-image-6.1.0-28-amd64 6.1.119-1') },
    },
    { name: 'a kernel that rpm does not know', given: { ...RHEL_9, [RELEASE]: '6.12.9-own\n' } },
  ],
  unknown: [
    {
      name: 'Debian, a kernel that does not say its version',
      given: { ...DEBIAN_12, [BANNER]: 'Linux version 6.1.0-28-amd64 (me@laptop) #1 SMP\n' },
    },
  ],
});
