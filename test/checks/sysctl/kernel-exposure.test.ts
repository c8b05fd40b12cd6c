import kernelExposure from '../../../checks/sysctl/kernel-exposure.ts';
import { testRows } from './rows.ts';

testRows(kernelExposure, [
  ['kernel.randomize_va_space', '2', '1', 'must'],
  ['kernel.unprivileged_bpf_disabled', '2', '0'],
  ['kernel.kptr_restrict', '1', '0', 'lost=0', 'must'],
  ['kernel.dmesg_restrict', '1', '0'],
  ['kernel.perf_event_paranoid', '4', '-1'],
  ['kernel.yama.ptrace_scope', '1', '0'],
  ['kernel.io_uring_disabled', '2', '0', 'lost=0'],
  ['kernel.apparmor_restrict_unprivileged_userns', '1', '0'],
  ['kernel.apparmor_restrict_unprivileged_unconfined', '1', '0'],
  ['vm.unprivileged_userfaultfd', '0', '1'],
  ['vm.mmap_min_addr', '65536', '4096', 'must'],
  ['net.core.bpf_jit_harden', '1', '0', 'lost=0'],
  ['net.core.bpf_jit_enable', '1', '2'],
  ['kernel.perf_event_max_sample_rate', '63000', '200000'],
  ['kernel.perf_cpu_time_max_percent', '25', '100'],
  ['kernel.perf_user_access', '0', '1'],
  ['kernel.tracepoint_printk', '0', '1'],
  ['kernel.stack_tracer_enabled', '0', '1'],
  ['kernel.stack_erasing', '1', '0'],
]);
