import check from '../../../checks/audit/boot-parameter.ts';
import { testCheck } from '../../support/test-check.ts';

const GRUB = 'text:/etc/default/grub';
const LINE = 'text:/proc/cmdline';

testCheck(check, {
  pass: [
    {
      name: 'on both lines',
      given: { [LINE]: 'ro audit=1\n', [GRUB]: 'GRUB_CMDLINE_LINUX="audit=on"\n' },
    },
  ],
  fail: [
    { name: 'on none', given: { [LINE]: 'ro quiet\n' }, because: ['audit: not set'] },
    {
      name: 'off by the last word, and off after a reboot',
      given: { [LINE]: 'audit=1 audit=0\n', [GRUB]: 'GRUB_CMDLINE_LINUX="audit=0"\n' },
      because: ['audit: 0', 'audit after a reboot by /etc/default/grub: 0'],
    },
  ],
});
