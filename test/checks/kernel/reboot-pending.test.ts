import check from '../../../checks/kernel/reboot-pending.ts';
import { dpkg, PACKAGES, rpm, statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const MARKER = 'stat:/run/reboot-required';
const NAMES = 'text:/run/reboot-required.pkgs';
const UPTIME = 'text:/proc/uptime';
const CLOCK = 'clock:';
const marker = statLine('/run/reboot-required', { type: 'regular file' });

testCheck(check, {
  pass: [
    {
      name: 'RHEL, booted after its packages came',
      given: {
        [PACKAGES]: rpm('kernel-core 5.14.0-503.el9', 'glibc 2.34-125.el9'),
        [UPTIME]: '86400.12 172000.00\n',
        [CLOCK]: '1735689600\n',
      },
    },
    {
      name: 'Ubuntu, which would mark it',
      given: { [PACKAGES]: dpkg('update-notifier-common 3.192'), [UPTIME]: '1.0 1.0\n' },
    },
  ],
  fail: [
    {
      name: 'Ubuntu, marked',
      given: {
        [MARKER]: marker,
        [NAMES]: 'linux-image-6.8.0-49-generic\nlinux-base\nlinux-base\n',
      },
      because: ['/run/reboot-required: present, for linux-image-6.8.0-49-generic, linux-base'],
    },
    {
      name: 'marked, without names',
      given: { [MARKER]: marker },
      because: ['/run/reboot-required: present'],
    },
    {
      name: 'SUSE, marked',
      given: {
        'stat:/run/reboot-needed': statLine('/run/reboot-needed', { type: 'regular file' }),
      },
      because: ['/run/reboot-needed: present'],
    },
    {
      name: 'RHEL, booted before',
      given: {
        [PACKAGES]: rpm('kernel-core 5.14.0-503.el9', 'zlib 1.2.11-40.el9', 'glibc 2.34-125.el9'),
        [UPTIME]: '8640000.12 172000.00\n',
        [CLOCK]: '1735689600\n',
      },
      because: [
        'kernel-core: 0:5.14.0-503.el9 installed since boot',
        'glibc: 0:2.34-125.el9 installed since boot',
      ],
    },
  ],
  unknown: [
    {
      name: 'a plain Debian, which marks nothing',
      given: { [PACKAGES]: dpkg('linux-image-amd64 1'), [UPTIME]: '1.0 1.0\n' },
    },
    {
      name: 'Alpine',
      given: { [PACKAGES]: 'manager apk\nP:linux-lts\nV:6.6.63-r0\n', [UPTIME]: '1.0 1.0\n' },
    },
  ],
});
