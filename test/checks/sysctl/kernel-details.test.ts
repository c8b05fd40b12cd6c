import details from '../../../checks/sysctl/kernel-details.ts';
import { testRows } from './rows.ts';

testRows(details, [
  ['abi.vsyscall32', '0', '1', 'lost=1'],
  ['dev.i915.perf_stream_paranoid', '1', '0'],
  ['dev.scsi.logging_level', '0', '7'],
  ['kernel.exec-shield', '1', '0'],
  ['kernel.printk', '4 4 1 7', '7 4 1 7'],
  [
    'kernel.seccomp.actions_avail',
    'kill_process kill_thread trap errno user_notif trace log allow',
    'kill_thread trap errno trace allow',
    'must',
  ],
  ['kernel.unknown_nmi_panic', '0', '1'],
  ['kernel.unprivileged_userns_apparmor_policy', '0', '1'],
]);
