import check from '../../../checks/boot/debug-shell.ts';
import { testCheck } from '../../support/test-check.ts';

const RUNNING = 'text:/proc/cmdline';
const GRUB = 'text:/etc/default/grub';
const UNIT = '/etc/systemd/system/sysinit.target.wants/debug-shell.service';

testCheck(check, {
  pass: [
    { name: 'nothing', given: { [RUNNING]: 'ro quiet\n', [GRUB]: 'GRUB_CMDLINE_LINUX=""\n' } },
    {
      name: 'switched off',
      given: { [RUNNING]: 'systemd.debug-shell=0 systemd.debug_shell=no\n' },
    },
  ],
  fail: [
    {
      name: 'by word, written both ways, and by unit',
      given: {
        [RUNNING]: 'systemd.debug-shell\n',
        [GRUB]: 'GRUB_CMDLINE_LINUX="rd.systemd.debug_shell=ttyS1"\n',
        [`stat:${UNIT}`]: `644|0|0|root|root|regular file|100|1732000000|${UNIT}\n`,
      },
      because: [
        'systemd.debug-shell: systemd.debug-shell',
        'rd.systemd.debug-shell after a reboot: rd.systemd.debug-shell=ttyS1, set by /etc/default/grub',
        `debug-shell.service: enabled by ${UNIT}`,
      ],
    },
  ],
});
