import check from '../../../checks/boot/vsyscall.ts';
import { NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';

const MAPS = 'text:/proc/self/maps';
const RUNNING = 'text:/proc/cmdline';
const GRUB = 'text:/etc/default/grub';
const mapped = (rights: string) =>
  `55d1c0a00000-55d1c0a05000 r--p 00000000 fe:00 1234 /usr/bin/grep\nffffffffff600000-ffffffffff601000 ${rights} 00000000 00:00 0                  [vsyscall]\n`;

testCheck(check, {
  pass: [
    {
      name: 'execute only, the default of most kernels',
      given: {
        [MAPS]: mapped('--xp'),
        [RUNNING]: 'ro quiet\n',
        [GRUB]: 'GRUB_CMDLINE_LINUX=""\n',
      },
    },
    {
      name: 'not mapped',
      given: {
        [MAPS]: '55d1c0a00000-55d1c0a05000 r--p 0 fe:00 1 /usr/bin/grep\n',
        [RUNNING]: 'vsyscall=none\n',
      },
    },
  ],
  fail: [
    {
      name: 'emulated, and so it stays',
      given: {
        [MAPS]: mapped('r-xp'),
        [RUNNING]: 'vsyscall=emulate\n',
        [GRUB]: 'GRUB_CMDLINE_LINUX="vsyscall=emulate"\n',
      },
      because: [
        'vsyscall page: mapped and readable in every process',
        'vsyscall after a reboot: vsyscall=emulate, set by /etc/default/grub',
      ],
    },
  ],
  unknown: [
    { name: 'an image', given: { [MAPS]: NOT_BOOTED, [RUNNING]: NOT_BOOTED, [GRUB]: 'A=1\n' } },
  ],
});
