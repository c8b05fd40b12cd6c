import checks from '../../../checks/boot/console-access.ts';
import { testBootRows } from '../../support/test-boot-rows.ts';

testBootRows(checks, {
  'init-program': {
    bad: ['init=/bin/sh', 'init=/bin/bash', 'init=/sbin/init2', 'init='],
    good: [
      'init=/sbin/init',
      'init=/usr/lib/systemd/systemd',
      'init=/lib/systemd/systemd',
      'init=/usr/bin/runit-init',
      'init=/nix/store/3f0n-nixos-system-host-25.11/init',
      'init=/bin/sh init=/sbin/init',
    ],
  },
  'rdinit-program': { bad: ['rdinit=/bin/sh', 'rdinit=/process_api'], good: ['rdinit=/init'] },
  'initramfs-shell': { bad: ['rd.break', 'rd.break=pre-mount', 'break=premount', 'break'] },
  'single-user': {
    bad: [
      'single',
      's',
      'S',
      '1',
      'emergency',
      'rescue',
      '-b',
      'systemd.unit=rescue.target',
      'systemd.unit=emergency',
      'rd.systemd.unit=emergency.target',
    ],
    good: ['systemd.unit=multi-user.target', 's=1', '3'],
  },
  'systemd-confirm_spawn': {
    bad: ['systemd.confirm_spawn', 'systemd.confirm_spawn=yes', 'systemd.confirm_spawn=/dev/ttyS0'],
    good: ['systemd.confirm_spawn=no', 'systemd.confirm_spawn=0'],
  },
  sysrq_always_enabled: { bad: ['sysrq_always_enabled', 'sysrq_always_enabled=1'] },
  'debug-consoles': { bad: ['kgdboc=ttyS0,115200', 'kgdbwait', 'ekgdboc=kbd', 'kgdbcon'] },
});
