import { describe, expect, it } from 'vitest';
import files from '../../../checks/sysctl/files.ts';
import kernelExposure from '../../../checks/sysctl/kernel-exposure.ts';
import kernelIntegrity from '../../../checks/sysctl/kernel-integrity.ts';
import limits from '../../../checks/sysctl/limits.ts';
import network from '../../../checks/sysctl/network.ts';
import packetFilter from '../../../checks/sysctl/packet-filter.ts';
import { testCheck } from '../../support/test-check.ts';
import { type RowCases, rowCases } from './cases.ts';

const checks = [
  ...files,
  ...kernelExposure,
  ...kernelIntegrity,
  ...limits,
  ...network,
  ...packetFilter,
];

/** key, good, bad; `lost`: the kernel's own value is wrong; `must`: the key has to be there. */
const ROWS: readonly (readonly [string, string, string, ...string[]])[] = [
  ['fs.protected_symlinks', '1', '0', 'must'],
  ['fs.protected_hardlinks', '1', '0', 'must'],
  ['fs.protected_fifos', '2', '0', 'lost=0'],
  ['fs.protected_regular', '1', '0', 'lost=0'],
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
  ['kernel.pid_max', '4194304', '32768', 'must'],
  ['kernel.keys.maxkeys', '200', '1000000'],
  ['fs.mount-max', '100000', '0'],
  ['fs.pipe-user-pages-soft', '16384', '0'],
  ['vm.panic_on_oom', '0', '2', 'must'],
  ['vm.oom_kill_allocating_task', '0', '1', 'must'],
  ['vm.overcommit_memory', '1', '2', 'must'],
  ['vm.legacy_va_layout', '0', '1'],
  ['vm.memfd_noexec', '1', '0', 'lost=0'],
  ['vm.hugetlb_shm_group', '0', '1001'],
  ['fs.inotify.max_user_instances', '128', '10'],
  ['debug.exception-trace', '1', '0'],
  ['net.ipv4.tcp_syncookies', '1', '0'],
  ['net.ipv4.icmp_echo_ignore_broadcasts', '1', '0'],
  ['net.ipv4.icmp_ignore_bogus_error_responses', '1', '0'],
  ['net.ipv4.icmp_ratelimit', '1000', '0'],
  ['net.ipv4.icmp_ratemask', '88089', '88'],
  ['net.ipv4.icmp_msgs_per_sec', '1000', '2000000'],
  ['net.ipv4.icmp_echo_enable_probe', '0', '1'],
  ['net.ipv4.tcp_rfc1337', '1', '0', 'lost=0'],
  ['net.ipv4.tcp_timestamps', '1', '0'],
  ['net.ipv4.tcp_tw_reuse', '2', '1'],
  ['net.ipv4.tcp_sack', '1', '0'],
  ['net.ipv4.ip_unprivileged_port_start', '1024', '0'],
  ['net.ipv4.ip_nonlocal_bind', '0', '1'],
  ['net.ipv4.neigh.default.gc_thresh3', '4096', '512'],
  ['net.ipv6.icmp.ratelimit', '1000', '0'],
  ['net.bridge.bridge-nf-call-iptables', '1', '0'],
  ['net.bridge.bridge-nf-call-ip6tables', '1', '0'],
  ['net.netfilter.nf_conntrack_helper', '0', '1'],
  ['net.netfilter.nf_conntrack_tcp_be_liberal', '0', '1'],
  ['net.netfilter.nf_conntrack_tcp_loose', '0', '1', 'lost=1'],
  ['net.netfilter.nf_log_all_netns', '0', '1'],
];

for (const [key, good, bad, ...marks] of ROWS) {
  const check = checks.find(({ id }) => id === `sysctl.${key}`);
  const lost = marks.find((mark) => mark.startsWith('lost='))?.slice('lost='.length);
  const row: RowCases = {
    key,
    path: key.replaceAll('.', '/'),
    good,
    bad,
    ...(lost === undefined ? {} : { lost }),
    ...(marks.includes('must') ? { mustExist: true } : {}),
  };
  if (check === undefined) throw new Error(`no check for ${key}`);
  testCheck(check, rowCases(row));
}

describe('the tables', () => {
  it('have a test for every row', () => {
    expect(checks.map(({ id }) => id).sort()).toEqual(ROWS.map(([key]) => `sysctl.${key}`).sort());
  });
});
