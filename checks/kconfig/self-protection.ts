import { allTrue, anyOf, builtIn, builtWith, equals, notBuilt, notEqual } from '../../src/index.ts';

export default [
  ...builtWith(
    { severity: 'low', level: 1 },
    {
      BPF_JIT_ALWAYS_ON: [
        'no BPF interpreter',
        'The interpreter is a Spectre v2 gadget',
        '',
        {
          since: '4.15',
          only: [builtIn('BPF_JIT')],
          unless: [{ sysctl: 'net.core.bpf_jit_enable', accepted: /^[12]$/, set: '1' }],
        },
      ],
      BUG_ON_DATA_CORRUPTION: [
        'stopping on detected list corruption',
        'Corruption is only logged and the exploit goes on',
        'khc kspp ssg:kernel_config_bug_on_data_corruption',
        { since: '4.10' },
      ],
      DEBUG_CREDENTIALS: [
        'credential sanity checks',
        'Corrupt credentials stay unnoticed',
        'khc kspp ssg:kernel_config_debug_credentials',
        { until: '6.6.8' },
      ],
      DEBUG_INFO_BTF: [
        'BTF type data',
        'Runtime monitors (Falco, Tetragon, bpf-restrict-fs) cannot load portable programs',
        '',
        { since: '5.2' },
      ],
      UBSAN_SANITIZE_ALL: [
        'bounds checks on all code',
        'Only selected files are covered',
        'khc kspp',
        { until: '6.9', only: [builtIn('UBSAN_BOUNDS')] },
      ],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 1 },
    {
      BPF_UNPRIV_DEFAULT_OFF: [
        'unprivileged BPF off by default',
        'Verifier bugs reachable by all',
        'khc',
        { since: '5.13', want: anyOf(builtIn('BPF_UNPRIV_DEFAULT_OFF'), notBuilt('BPF_SYSCALL')) },
      ],
      BUG: [
        'BUG() checks compiled in',
        'Assertions vanish and corruption goes on',
        'khc ssg:kernel_config_bug',
      ],
      FORTIFY_SOURCE: [
        'bounds-checked string functions',
        'Overflows in memcpy of fixed buffers',
        'khc kspp ssg:kernel_config_fortify_source',
        { since: '4.13' },
      ],
      IO_STRICT_DEVMEM: [
        '/dev/mem barred from driver memory',
        'Root bypasses drivers',
        'khc kspp',
        { want: anyOf(builtIn('IO_STRICT_DEVMEM'), notBuilt('DEVMEM')) },
      ],
      SYN_COOKIES: [
        'SYN cookies',
        'Net.ipv4.tcp_syncookies does not exist',
        'khc kspp ssg:kernel_config_syn_cookies',
      ],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 2, only: [anyOf(builtIn('X86_64'), builtIn('ARM64'))] },
    {
      CFI: [
        'control-flow integrity',
        'Overwritten function pointers run any code',
        '',
        {
          want: allTrue(anyOf(builtIn('CFI'), builtIn('CFI_CLANG')), notBuilt('CFI_PERMISSIVE')),
          only: [builtIn('CC_IS_CLANG')],
        },
      ],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 2 },
    {
      DEBUG_NOTIFIERS: [
        'notifier chain checks',
        'Overwritten notifier callbacks run',
        'khc kspp ssg:kernel_config_debug_notifiers',
      ],
      DEBUG_SG: [
        'scatterlist checks',
        'Corrupt scatterlists reach devices',
        'khc kspp ssg:kernel_config_debug_sg',
      ],
      DEBUG_VIRTUAL: [
        'checks of address translation',
        'Wrong address arithmetic stays unnoticed',
        'khc kspp',
      ],
      EFI_DISABLE_PCI_DMA: [
        'DMA off while leaving firmware',
        'Malicious PCI devices write memory before the IOMMU is up',
        'khc kspp',
        {
          since: '5.6',
          want: anyOf(builtIn('EFI_DISABLE_PCI_DMA'), notBuilt('EFI')),
          unless: [
            {
              word: 'efi',
              accepted: /(^|,)disable_early_pci_dma(,|$)/,
              set: 'disable_early_pci_dma',
            },
          ],
        },
      ],
      GCC_PLUGIN_LATENT_ENTROPY: [
        'latent entropy from execution',
        'Weak early random numbers',
        'khc kspp ssg:kernel_config_gcc_plugin_latent_entropy',
        { only: [builtIn('CC_IS_GCC')] },
      ],
      MAGIC_SYSRQ: [
        'SysRq off or limited by default',
        'Console commands before sysctl runs',
        'khc',
        {
          want: anyOf(notBuilt('MAGIC_SYSRQ'), notEqual('MAGIC_SYSRQ_DEFAULT_ENABLE', '0x1')),
          unless: [
            { sysctl: 'kernel.sysrq', accepted: /^(0|4|176|16|32|128|48|144|160)$/, set: '0' },
          ],
        },
      ],
      MAGIC_SYSRQ_SERIAL: [
        'no SysRq over serial consoles',
        'A break on a serial or BMC line sends commands',
        'khc',
        {
          want: anyOf(notBuilt('MAGIC_SYSRQ_SERIAL'), equals('MAGIC_SYSRQ_DEFAULT_ENABLE', '0x0')),
        },
      ],
      PANIC_ON_OOPS: [
        'panic on oops by default',
        'An exploit that crashes a kernel thread can simply try again',
        'ssg:kernel_config_panic_on_oops',
        { unless: [{ sysctl: 'kernel.panic_on_oops', accepted: /^1$/, set: '1' }] },
      ],
      PANIC_TIMEOUT: [
        'a reboot after panic',
        'A host that panics stays down until somebody comes',
        'ssg:kernel_config_panic_timeout',
        {
          want: notEqual('PANIC_TIMEOUT', '0'),
          unless: [{ sysctl: 'kernel.panic', accepted: /^-?[1-9]/, set: '60' }],
        },
      ],
      PROC_MEM_NO_FORCE: [
        'no forced writes through /proc/PID/mem',
        'Process memory protections are bypassed by exploits',
        'khc kspp',
        {
          since: '6.12',
          want: anyOf(builtIn('PROC_MEM_NO_FORCE'), builtIn('PROC_MEM_FORCE_PTRACE')),
          unless: [{ word: 'proc_mem.force_override', accepted: /^(never|ptrace)$/, set: 'never' }],
        },
      ],
      RANDSTRUCT_FULL: [
        'randomised structure layouts',
        'Offsets of credentials are known',
        'khc kspp ssg:kernel_config_gcc_plugin_randstruct',
        {
          since: '5.19',
          want: anyOf(builtIn('RANDSTRUCT_FULL'), builtIn('GCC_PLUGIN_RANDSTRUCT')),
        },
      ],
      RESET_ATTACK_MITIGATION: [
        'memory clearing request on reset',
        'Cold boot after reset reads secrets',
        'khc kspp',
        { since: '4.14', want: anyOf(builtIn('RESET_ATTACK_MITIGATION'), notBuilt('EFI')) },
      ],
      UBSAN_BOUNDS: [
        'array bounds checks',
        'An index beyond its array is used instead of caught',
        'khc kspp',
      ],
      UBSAN_LOCAL_BOUNDS: [
        'pointer bounds checks (Clang)',
        'A pointer beyond its object is used instead of caught',
        'khc kspp',
        { only: [builtIn('CC_IS_CLANG')] },
      ],
      UBSAN_TRAP: [
        'stopping on bounds violations',
        'A violation that was caught is logged, and the exploit goes on',
        'khc kspp',
        { only: [builtIn('UBSAN_BOUNDS')] },
      ],
      WERROR: [
        'warnings as errors at build time',
        'Compiler warnings can hide flaws',
        'khc kspp',
        { since: '5.15' },
      ],
      ZERO_CALL_USED_REGS: [
        'cleared registers on return',
        'Values left in registers give attackers gadgets and leak to code that should not see them',
        'khc kspp',
        { since: '5.15' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 1, only: [anyOf(builtIn('X86_64'), builtIn('ARM64'))] },
    {
      SCHED_CORE: [
        'core scheduling',
        'Tenants cannot be kept off a shared core',
        'khc kspp',
        { since: '5.14' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'critical', level: 1 },
    {
      SECCOMP: [
        'seccomp',
        'Containers run without syscall filter',
        'khc ssg:kernel_config_seccomp moby:check-config',
      ],
      SECCOMP_FILTER: [
        'seccomp filters',
        'Engines refuse the profile or run unconfined',
        'khc ssg:kernel_config_seccomp_filter moby:check-config',
      ],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 2 },
    {
      STATIC_USERMODEHELPER: [
        'one fixed usermode helper path',
        'Overwritten modprobe_path or core_pattern runs any program as root',
        'khc kspp',
        { since: '4.11' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'high', level: 1 },
    {
      STRICT_DEVMEM: [
        'restricted /dev/mem',
        'Root reads and writes all memory',
        'khc',
        { want: anyOf(builtIn('STRICT_DEVMEM'), notBuilt('DEVMEM')) },
      ],
      THREAD_INFO_IN_TASK: [
        'thread_info outside the kernel stack',
        'A stack overflow overwrites address limits of the task',
        'khc',
        { since: '4.9' },
      ],
    },
  ),
];
