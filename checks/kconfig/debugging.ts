import { builtIn, builtWithout } from '../../src/index.ts';

export default [
  ...builtWithout(
    { severity: 'low', level: 1 },
    {
      BCACHE_CLOSURES_DEBUG: [
        'bcache closure debug (old name)',
        'Debugging interfaces show or change kernel state and are little tested against attackers',
        'khc',
      ],
      DEBUG_CLOSURES: [
        'closure debug',
        'Debugging interfaces show or change kernel state and are little tested against attackers',
        'khc',
      ],
      DEBUG_KMEMLEAK: [
        'the leak detector',
        'Debugging interfaces show or change kernel state and are little tested against attackers',
        'khc',
      ],
      DRM_I915_DEBUG: [
        'i915 debug',
        'Debugging interfaces show or change kernel state and are little tested against attackers',
        'khc',
      ],
      EDAC_DEBUG: [
        'EDAC debug',
        'Root makes up memory errors and has good pages taken away',
        'khc',
      ],
      ENABLE_DEFAULT_TRACERS: [
        'default tracers',
        'Tracing shows what other processes and the kernel do, and offers root ways to change it',
        'khc',
      ],
      KUNIT: ['in-kernel unit tests', 'Test code in production'],
      PREEMPTIRQ_TRACEPOINTS: [
        'preempt tracepoints',
        'Tracing shows what other processes and the kernel do, and offers root ways to change it',
        'khc',
      ],
      PROVE_LOCKING: [
        'lock proving',
        'It is made for debugging, slow, and gives users ways to disturb the kernel',
        'khc',
      ],
      SECCOMP_CACHE_DEBUG: [
        'seccomp cache dumps',
        'It shows which system calls each filter lets through',
        'khc',
      ],
      TEST_DEBUG_VIRTUAL: [
        'address translation tests',
        'Test code is written to break things and does not belong on a host that runs containers',
        'khc',
      ],
      XFS_ONLINE_SCRUB_STATS: [
        'XFS scrub statistics',
        'Debugging interfaces show or change kernel state and are little tested against attackers',
        'khc',
      ],
    },
  ),
  ...builtWithout(
    { severity: 'low', level: 2 },
    {
      BLK_DEV_IO_TRACE: [
        'block tracing',
        'Tracing shows what other processes and the kernel do, and offers root ways to change it',
        'khc',
      ],
      CACHESTAT_SYSCALL: ['cachestat', 'Page cache side channel across containers', 'khc'],
      DEBUG_FS: [
        'debugfs',
        'Debug interfaces with weak checks',
        'khc ssg:kernel_config_debug_fs',
        { unless: [{ word: 'debugfs', accepted: /^(off|no-mount)$/, set: 'off' }] },
      ],
      DEBUG_FS_ALLOW_ALL: [
        'unrestricted debugfs as default',
        'Debugfs is open at boot to whoever becomes root; its files are not made to face attackers',
        '',
        { only: [builtIn('DEBUG_FS')] },
      ],
      DYNAMIC_DEBUG: ['dynamic debug messages', 'Root floods and leaks to the log'],
      FTRACE: [
        'tracing',
        'Tracing shows what other processes and the kernel do, and offers root ways to change it',
        'khc',
      ],
      FUNCTION_TRACER: [
        'function tracing',
        'Tracing shows what other processes and the kernel do, and offers root ways to change it',
        'khc',
      ],
      GENERIC_TRACER: [
        'generic tracers',
        'Tracing shows what other processes and the kernel do, and offers root ways to change it',
        'khc',
      ],
      HIST_TRIGGERS: [
        'histogram triggers',
        'Tracing shows what other processes and the kernel do, and offers root ways to change it',
        'khc',
      ],
      KPROBES: ['kprobes', 'Kernel code patching by root', 'khc'],
      KPROBE_EVENTS: ['kprobe events', 'Kernel tracing by root', 'khc'],
      LATENCYTOP: [
        'latencytop',
        'Debugging interfaces show or change kernel state and are little tested against attackers',
        'khc',
      ],
      MMIOTRACE: ['mmiotrace', 'Root traces and replays what drivers do with their devices', 'khc'],
      STACK_TRACER: [
        'stack tracing',
        'Tracing shows what other processes and the kernel do, and offers root ways to change it',
        'khc',
      ],
      SUNRPC_DEBUG: [
        'SUNRPC debug',
        'Debugging interfaces show or change kernel state and are little tested against attackers',
        'khc',
      ],
      UPROBE_EVENTS: ['uprobe events', 'Tracing of foreign processes by root', 'khc'],
      USERFAULTFD: [
        'userfaultfd',
        'Race window widening',
        'khc',
        { unless: [{ sysctl: 'vm.unprivileged_userfaultfd', accepted: /^0$/, set: '0' }] },
      ],
      ZSMALLOC_STAT: [
        'zsmalloc statistics',
        'Debugging interfaces show or change kernel state and are little tested against attackers',
        'khc',
      ],
    },
  ),
  ...builtWithout(
    { severity: 'medium', level: 2 },
    {
      BPF_KPROBE_OVERRIDE: [
        'BPF error injection',
        'BPF programs change return values of kernel functions',
      ],
      HWPOISON_INJECT: [
        'poison injection',
        'Root marks pages of others as broken and has their owners killed',
        'khc',
      ],
      KGDB: ['the kernel debugger', 'Console gives kernel control', 'khc'],
      NOTIFIER_ERROR_INJECTION: [
        'notifier error injection',
        'Whoever reaches the interface makes kernel operations fail at will',
        'khc',
      ],
      SLAB_MERGE_DEFAULT: [
        'slab cache merging by default',
        'Caches of different types share pages, use after free crosses types',
        'khc kspp ssg:kernel_config_slab_merge_default',
        { unless: [{ word: 'slab_nomerge', accepted: /^/, set: '' }] },
      ],
    },
  ),
  ...builtWithout(
    { severity: 'medium', level: 1 },
    {
      EFI_TEST: [
        'EFI runtime test device',
        'Root calls firmware services through a device made for tests',
        'khc',
      ],
      FAIL_FUTEX: [
        'futex fault injection',
        'Whoever reaches the interface makes kernel operations fail at will',
        'khc',
      ],
      FAULT_INJECTION: [
        'fault injection',
        'Whoever reaches the interface makes kernel operations fail at will',
        'khc',
      ],
      INPUT_EVBUG: ['the event debug logger', 'Key presses in the log', 'khc'],
      KCOV: [
        'coverage tracing',
        'An interface made for fuzzing shows which kernel code ran',
        'khc',
      ],
      MMIOTRACE_TEST: ['mmiotrace test', 'Test code writes I/O memory', 'khc'],
      PTDUMP_DEBUGFS: [
        'page table dumps',
        'It gives away kernel addresses, which kernel address randomisation is to hide',
        'khc',
      ],
    },
  ),
  ...builtWithout(
    { severity: 'high', level: 1 },
    {
      LKDTM: ['the crash test module', 'Root-triggered kernel faults', 'khc'],
    },
  ),
];
