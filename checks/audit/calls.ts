import { auditCallChecks } from '../../src/index.ts';

const remedy = (rule: string): string =>
  `\`-a always,exit -F arch=b64 ${rule}\` and the same with \`arch=b32\` in a file of /etc/audit/rules.d, then \`augenrules --load\`.`;

const common = {
  level: 2,
  references: ['man:audit.rules(7)', 'man:auditctl(8)'],
  tags: ['audit', 'syscalls'],
} as const;

export default auditCallChecks([
  {
    ...common,
    id: 'audit.kernel-modules',
    title: 'Loading and unloading of kernel modules is recorded',
    severity: 'high',
    rationale: 'A module is how a rootkit enters the kernel, and afterwards nothing shows it.',
    remedy: remedy('-S init_module,finit_module,delete_module -F key=modules'),
    calls: ['init_module', 'finit_module', 'delete_module'],
  },
  {
    ...common,
    id: 'audit.mounts',
    title: 'Mounts are recorded',
    severity: 'medium',
    rationale: 'Mounting the host’s disk or its process table is a step of most escapes.',
    remedy: remedy('-S mount -F key=mounts'),
    calls: ['mount'],
  },
  {
    ...common,
    id: 'audit.process-tracing',
    title: 'Tracing and memory writes of other processes are recorded',
    severity: 'medium',
    rationale:
      'Code put into another process takes its rights and its secrets, and leaves no file.',
    remedy: remedy('-S ptrace,process_vm_writev -F key=tracing'),
    calls: ['ptrace', 'process_vm_writev'],
  },
  {
    ...common,
    id: 'audit.user-emulation',
    title: 'Programs run with another user’s rights are recorded',
    severity: 'medium',
    rationale:
      'Abuse of a setuid program shows where the effective user differs from the real one.',
    remedy: remedy('-C euid!=uid -S execve -F key=user_emulation'),
    calls: ['execve'],
    compares: ['uid', 'euid'],
  },
  {
    ...common,
    id: 'audit.time-changes',
    title: 'Changes of the clock are recorded',
    severity: 'medium',
    rationale: 'A shifted clock breaks the order of evidence and lets old certificates live again.',
    remedy: remedy('-S adjtimex,settimeofday,clock_settime -F key=time-change'),
    calls: ['adjtimex', 'settimeofday', 'clock_settime'],
    narrowedBy: ['auid', 'loginuid', 'success', 'a0'],
  },
  {
    ...common,
    id: 'audit.namespaces',
    title: 'Creation and entering of namespaces is recorded',
    severity: 'medium',
    rationale:
      'Entering the namespaces of process 1 is an escape; a new user namespace opens kernel code to all.',
    remedy: remedy('-S setns,unshare -F key=namespaces'),
    calls: ['setns', 'unshare'],
  },
]);
