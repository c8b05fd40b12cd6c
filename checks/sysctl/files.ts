import { sysctlChecks } from '../../src/index.ts';

// The kernels of Debian switch the protection of links on by themselves, so no default is named.
const BEFORE_4_19 = { notApplicable: 'the kernel is older than 4.19' };

/** Races in folders that everybody may write to. */
export default sysctlChecks([
  {
    key: 'fs.protected_symlinks',
    want: { oneOf: ['1'] },
    whenAbsent: 'fail',
    title: 'Symbolic links in sticky world-writable folders are followed by their owner only',
    severity: 'high',
    level: 1,
    rationale: 'A link planted in /tmp turns a process of root into a writer of any file.',
    references: [
      'kspp',
      'khc',
      'lynis:KRNL-6000',
      'dev-sec:sysctl-34',
      'ssg:sysctl_fs_protected_symlinks',
      'cis-debian13-1.0.0:1.5.2',
      'stig-rhel9:RHEL-09-213035',
      'kernel-doc:admin-guide/sysctl/fs.rst',
    ],
  },
  {
    key: 'fs.protected_hardlinks',
    want: { oneOf: ['1'] },
    whenAbsent: 'fail',
    title: 'Hard links need ownership of their target, or write access to it',
    severity: 'medium',
    level: 1,
    rationale:
      'A hard link keeps a vulnerable setuid program after its update, and wins races against root.',
    references: [
      'kspp',
      'khc',
      'lynis:KRNL-6000',
      'dev-sec:sysctl-34',
      'ssg:sysctl_fs_protected_hardlinks',
      'cis-debian13-1.0.0:1.5.1',
      'stig-rhel9:RHEL-09-213030',
      'kernel-doc:admin-guide/sysctl/fs.rst',
    ],
  },
  {
    key: 'fs.protected_fifos',
    want: { atLeast: 1 },
    set: '2',
    kernelDefault: '0',
    whenAbsent: BEFORE_4_19,
    title: 'FIFOs of others in sticky world-writable folders are not opened for writing',
    severity: 'medium',
    level: 1,
    rationale:
      'A planted FIFO feeds false data to a privileged process, or takes what the process writes.',
    references: [
      'kspp',
      'khc',
      'lynis:KRNL-6000',
      'dev-sec:sysctl-34',
      'ssg:sysctl_fs_protected_fifos',
      'kernel-doc:admin-guide/sysctl/fs.rst',
    ],
  },
  {
    key: 'fs.protected_regular',
    want: { atLeast: 1 },
    set: '2',
    kernelDefault: '0',
    whenAbsent: BEFORE_4_19,
    title: 'Files of others in sticky world-writable folders are not opened as if created',
    severity: 'medium',
    level: 1,
    rationale: 'A planted file stands in for one that a privileged process thinks it creates.',
    references: [
      'kspp',
      'khc',
      'lynis:KRNL-6000',
      'dev-sec:sysctl-34',
      'ssg:sysctl_fs_protected_regular',
      'kernel-doc:admin-guide/sysctl/fs.rst',
    ],
  },
]);
