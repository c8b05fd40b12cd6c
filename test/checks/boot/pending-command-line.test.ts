import check from '../../../checks/boot/pending-command-line.ts';
import { testCheck } from '../../support/test-check.ts';

const RUNNING = 'text:/proc/cmdline';
const GRUB = 'text:/etc/default/grub';
const grub = (words: string) =>
  `GRUB_CMDLINE_LINUX_DEFAULT="quiet"\nGRUB_CMDLINE_LINUX="${words}"\n`;

testCheck(check, {
  pass: [
    {
      name: 'the same hardening, in another order',
      given: {
        [RUNNING]: 'BOOT_IMAGE=/vmlinuz root=UUID=5c1b ro slab_nomerge init_on_free=1 quiet\n',
        [GRUB]: grub('init_on_free=1 slab_nomerge'),
      },
    },
  ],
  fail: [
    {
      name: 'lost, changed and waiting',
      given: {
        [RUNNING]: 'ro slab_nomerge pti=on\n',
        [GRUB]: grub('pti=auto init_on_free=1'),
      },
      because: [
        'init_on_free after a reboot by /etc/default/grub: init_on_free=1',
        'pti after a reboot by /etc/default/grub: pti=auto',
        'slab_nomerge after a reboot by /etc/default/grub: not set',
      ],
    },
  ],
  notApplicable: [{ name: 'a kernel from outside', given: { [RUNNING]: 'console=ttyS0\n' } }],
});
