import { sysctlChecks } from '../../src/index.ts';

const KERNEL = 'kernel-doc:admin-guide/sysctl/kernel.rst';

/** Switches that few hosts touch, and that weaken those that do. */
export default sysctlChecks([
  {
    key: 'abi.vsyscall32',
    want: { oneOf: ['0'] },
    kernelDefault: '1',
    whenAbsent: { notApplicable: 'the kernel runs no 32-bit x86 programs' },
    title: 'The 32-bit vDSO is off',
    severity: 'low',
    level: 2,
    rationale: 'It is code at hand for exploits of 32-bit programs, which few hosts run.',
    references: ['kernel-doc:admin-guide/kernel-parameters.txt'],
  },
  {
    key: 'dev.i915.perf_stream_paranoid',
    want: { oneOf: ['1'] },
    kernelDefault: '1',
    whenAbsent: { notApplicable: 'no Intel graphics driver is loaded' },
    title: 'Streams of GPU counters need privilege',
    severity: 'low',
    level: 1,
    rationale: 'Counters of the whole GPU tell one account what another one computes.',
    references: ['kernel-doc:gpu/i915.rst'],
  },
  {
    key: 'dev.scsi.logging_level',
    want: { oneOf: ['0'] },
    kernelDefault: '0',
    whenAbsent: { notApplicable: 'the kernel logs no SCSI commands' },
    title: 'SCSI commands are not logged',
    severity: 'low',
    level: 1,
    rationale: 'The log tells of commands and addresses, and grows until it hides what matters.',
    references: ['man:scsi_logging_level.8'],
  },
  {
    key: 'kernel.exec-shield',
    want: { oneOf: ['1'] },
    whenAbsent: { notApplicable: 'only kernels of the RHEL family up to 6 have it' },
    title: 'ExecShield, where the kernel has it, is on',
    severity: 'low',
    level: 1,
    rationale: 'Without it stack and heap of 32-bit programs are executable.',
    references: [
      'dev-sec:sysctl-33',
      'lynis:KRNL-6000',
      'ssg:sysctl_kernel_exec_shield',
      'stig-rhel9:RHEL-09-213110',
    ],
  },
  {
    // Four numbers: the console's level comes first. `quiet` and `loglevel=` set it before any file.
    key: 'kernel.printk',
    want: {
      accepts: (text) => /^[0-4](\s|$)/.test(text),
      meaning: 'a first number of 4 or less',
      good: '4 4 1 7',
    },
    whenAbsent: { notApplicable: 'the kernel has no log' },
    title: 'The console shows errors of the kernel only',
    severity: 'low',
    level: 2,
    rationale:
      'Who may see the console, at a cloud’s API too, reads addresses and commands that dmesg hides.',
    references: ['kspp', KERNEL],
  },
  {
    key: 'kernel.seccomp.actions_avail',
    want: { words: ['errno', 'kill_process', 'log', 'user_notif'] },
    whenAbsent: 'fail',
    title: 'The kernel offers the seccomp actions that engines use',
    severity: 'low',
    level: 1,
    rationale: 'A profile with an action that the kernel lacks is refused, or loaded without it.',
    remedy: 'Boot a kernel from 5.0 on that is built with CONFIG_SECCOMP_FILTER.',
    references: ['kernel-doc:userspace-api/seccomp_filter.rst'],
  },
  {
    key: 'kernel.unknown_nmi_panic',
    want: { oneOf: ['0'] },
    kernelDefault: '0',
    whenAbsent: { notApplicable: 'the architecture has no such switch' },
    title: 'An interrupt that nobody knows does not stop the host',
    severity: 'low',
    level: 1,
    rationale: 'Profilers cause such interrupts: whoever may use one could stop the host.',
    references: [KERNEL],
  },
  {
    // 0 breaks snaps in LXD, which is why Ubuntu leaves it on.
    key: 'kernel.unprivileged_userns_apparmor_policy',
    want: { oneOf: ['0'] },
    whenAbsent: { notApplicable: 'only kernels of Ubuntu have it' },
    title: 'AppArmor policy is not loaded from inside of user namespaces',
    severity: 'low',
    level: 2,
    rationale:
      'The parser of the kernel for policies is open to every account that makes a namespace.',
    references: ['man:apparmor.7'],
  },
]);
