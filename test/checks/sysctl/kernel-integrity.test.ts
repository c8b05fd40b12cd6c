import kernelIntegrity from '../../../checks/sysctl/kernel-integrity.ts';
import { testRows } from './rows.ts';

testRows(kernelIntegrity, [
  ['kernel.kexec_load_disabled', '1', '0', 'lost=0'],
  ['kernel.modules_disabled', '1', '0'],
  ['kernel.sysrq', '438', '1'],
  ['kernel.modprobe', '/sbin/modprobe', '/tmp/modprobe'],
  ['kernel.core_pattern', '|/usr/lib/systemd/systemd-coredump %P %u', '|/var/lib/docker/x %P'],
  ['kernel.hotplug', '', '/tmp/x'],
  ['dev.tty.ldisc_autoload', '0', '1'],
  ['dev.tty.legacy_tiocsti', '0', '1'],
  ['kernel.panic_on_oops', '1', '0'],
  ['kernel.oops_limit', '100', '0'],
  ['kernel.warn_limit', '100', '0', 'lost=0'],
  ['kernel.panic_on_warn', '0', '1'],
  ['kernel.panic', '-1', '0', 'must'],
  ['kernel.ctrl-alt-del', '0', '1'],
  ['kernel.sysctl_writes_strict', '1', '-1'],
  ['kernel.split_lock_mitigate', '1', '0'],
  ['kernel.seccomp.actions_logged', 'kill_process kill_thread trap', 'trap log'],
]);
