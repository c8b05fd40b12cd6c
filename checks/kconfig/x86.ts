import { anyOf, builtIn, builtWith, builtWithout, notBuilt } from '../../src/index.ts';

export default [
  ...builtWithout(
    { severity: 'low', level: 1, only: [builtIn('X86_64')] },
    {
      CFI_AUTO_DEFAULT: [
        'automatic CFI flavour choice',
        'The kernel takes the weaker of two ways to check calls where the processor allows',
        'khc kspp',
        { only: [anyOf(builtIn('CFI'), builtIn('CFI_CLANG'))] },
      ],
      M486: ['486 support', 'No modern protections', 'khc kspp'],
      MICROCODE_LATE_LOADING: ['late microcode loading', 'Late loading is unsafe and taints'],
      PUNIT_ATOM_DEBUG: [
        'Atom punit debug',
        'Debugging interfaces show or change kernel state and are little tested against attackers',
        'khc',
      ],
      X86_X32: [
        'the x32 ABI (old name)',
        'A third table of system calls escapes filters and reviews',
        'khc kspp',
        { want: anyOf(notBuilt('X86_X32'), builtIn('X86_X32_DISABLED')) },
      ],
      X86_X32_ABI: [
        'the x32 ABI',
        'Third syscall table that seccomp profiles forget',
        'khc kspp',
        { want: anyOf(notBuilt('X86_X32_ABI'), builtIn('X86_X32_DISABLED')) },
      ],
    },
  ),
  ...builtWithout(
    { severity: 'medium', level: 1, only: [builtIn('X86_64')] },
    {
      COMPAT_VDSO: [
        'a fixed vDSO address',
        'Code at a fixed address helps to get round address randomisation',
        'khc kspp ssg:kernel_config_compat_vdso',
      ],
      LEGACY_VSYSCALL_EMULATE: [
        'vsyscall emulation with readable page',
        'Readable data at a fixed address helps to get round address randomisation',
        'ssg:kernel_config_legacy_vsyscall_emulate',
      ],
      X86_PTDUMP: [
        'page table dumps (old name)',
        'It gives away kernel addresses, which kernel address randomisation is to hide',
        'khc',
      ],
    },
  ),
  ...builtWithout(
    { severity: 'low', level: 2, only: [builtIn('X86_64')] },
    {
      IA32_EMULATION: [
        '32-bit x86 programs',
        'A second table of system calls is more code to attack, and filters that forget it miss calls',
        'khc kspp ssg:kernel_config_ia32_emulation',
        { unless: [{ word: 'ia32_emulation', accepted: /^(0|n|N|off)$/, set: '0' }] },
      ],
      MODIFY_LDT_SYSCALL: [
        'modify_ldt',
        'Segments that a program sets itself were a way to kernel memory',
        'khc kspp ssg:kernel_config_modify_ldt_syscall',
      ],
      X86_16BIT: [
        '16-bit programs',
        'Code for 16-bit programs was a way to kernel memory more than once',
        'khc',
      ],
      X86_CPUID: ['the CPUID device', 'One more device file shows what the processor is', 'khc'],
      X86_IOPL_IOPERM: ['iopl and ioperm', 'I/O port access for root programs', 'khc'],
      X86_MSR: ['the MSR device', 'Root writes CPU registers', 'khc kspp'],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 2, only: [builtIn('X86_64')] },
    {
      LEGACY_VSYSCALL_NONE: [
        'no fixed vsyscall page',
        'Code at a fixed address helps to get round address randomisation',
        'khc kspp ssg:kernel_config_legacy_vsyscall_none ssg:kernel_config_legacy_vsyscall_xonly ssg:kernel_config_x86_vsyscall_emulation',
        {
          want: anyOf(builtIn('LEGACY_VSYSCALL_NONE'), notBuilt('X86_VSYSCALL_EMULATION')),
          unless: [{ word: 'vsyscall', accepted: /^none$/, set: 'none' }],
        },
      ],
    },
  ),
  ...builtWith(
    { severity: 'high', level: 1, only: [builtIn('X86_64')] },
    {
      MICROCODE: [
        'microcode loading',
        "The vendor's corrections of processor flaws cannot be loaded",
        'khc',
      ],
      X86_SMAP: [
        'SMAP support',
        'A corrupted pointer of the kernel can lead into memory that the attacker prepared',
        'khc',
        { until: '5.19' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 1, only: [builtIn('X86_64')] },
    {
      MICROCODE_AMD: [
        'AMD microcode loading',
        "The vendor's corrections of processor flaws cannot be loaded",
        'khc',
        { until: '6.6', only: [builtIn('CPU_SUP_AMD')] },
      ],
      MICROCODE_INTEL: [
        'Intel microcode loading',
        "The vendor's corrections of processor flaws cannot be loaded",
        'khc',
        { until: '6.6', only: [builtIn('CPU_SUP_INTEL')] },
      ],
      RANDOMIZE_MEMORY: [
        'randomised direct mapping and vmalloc',
        'Heap addresses are predictable',
        'khc ssg:kernel_config_randomize_memory',
      ],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 1, only: [builtIn('X86_64')] },
    {
      X86_INTEL_TSX_MODE_OFF: [
        'TSX off by default',
        'TAA and other TSX attacks',
        'khc',
        {
          since: '5.4',
          want: anyOf(builtIn('X86_INTEL_TSX_MODE_OFF'), notBuilt('CPU_SUP_INTEL')),
          unless: [{ word: 'tsx', accepted: /^off$/, set: 'off' }],
        },
      ],
      X86_KERNEL_IBT: [
        'indirect branch tracking',
        'An overwritten pointer jumps into the middle of kernel functions',
        'khc',
        { since: '5.18' },
      ],
      X86_MCE: ['machine check handling', 'Hardware errors go unnoticed', 'khc'],
      X86_MCE_AMD: [
        'AMD machine check features',
        'Errors of the processor and memory stay unnoticed on processors of this vendor',
        'khc',
        { only: [builtIn('CPU_SUP_AMD')] },
      ],
      X86_MCE_INTEL: [
        'Intel machine check features',
        'Errors of the processor and memory stay unnoticed on processors of this vendor',
        'khc',
        { only: [builtIn('CPU_SUP_INTEL')] },
      ],
      X86_UMIP: [
        'UMIP support',
        'SGDT leaks kernel addresses',
        'khc',
        { want: anyOf(builtIn('X86_UMIP'), builtIn('X86_INTEL_UMIP')) },
      ],
      X86_USER_SHADOW_STACK: [
        'shadow stacks for user space',
        'An overflow in a service chains pieces of its code through overwritten return addresses',
        'khc kspp',
        { since: '6.6' },
      ],
    },
  ),
];
