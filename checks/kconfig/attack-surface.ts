import { builtWithout } from '../../src/index.ts';

export default [
  ...builtWithout(
    { severity: 'low', level: 2 },
    {
      ACPI_TABLE_UPGRADE: [
        'ACPI tables from initramfs',
        'Root replaces ACPI code that the kernel then runs, past Secure Boot',
        'khc',
      ],
      AIO: ['old asynchronous I/O', 'Kernel bugs in rarely used code', 'khc'],
      BINFMT_MISC: [
        'miscellaneous binary formats',
        'Interpreter registration from containers',
        'khc kspp ssg:kernel_config_binfmt_misc',
      ],
      BLK_DEV_FD: ['floppy', 'Unmaintained code keeps its flaws', 'khc'],
      BLK_DEV_UBLK: [
        'user space block devices',
        'A large new interface, not long looked at',
        'khc',
      ],
      BLK_DEV_WRITE_MOUNTED: [
        'writes to mounted block devices',
        'Crafted file system state',
        'khc',
      ],
      BPF_SYSCALL: [
        'bpf()',
        'Bugs of the verifier let programs write to kernel memory',
        'khc',
        { scope: 'noCgroup2' },
      ],
      CHECKPOINT_RESTORE: [
        'checkpoint and restore',
        'More interfaces of the kernel show and change the state of processes',
        'khc',
      ],
      COMPAT: [
        '32-bit compatibility',
        'Second syscall table, filters without it miss calls',
        'khc kspp',
      ],
      COREDUMP: ['core dumps', 'Memory of services on disk', 'khc'],
      CRASH_DM_CRYPT: [
        'disk keys passed to the crash kernel',
        'Disk keys in reserved memory',
        'khc',
      ],
      CRASH_DUMP: ['crash dump kernels', 'Memory image on disk', 'khc'],
      CRYPTO_USER_API_HASH: [
        'AF_ALG hashes',
        'Any user, in a container too, reaches crypto code of the kernel through AF_ALG sockets',
        'khc',
      ],
      CRYPTO_USER_API_RNG: [
        'AF_ALG random generator',
        'Any user, in a container too, reaches crypto code of the kernel through AF_ALG sockets',
        'khc',
      ],
      CRYPTO_USER_API_SKCIPHER: [
        'AF_ALG ciphers',
        'Any user, in a container too, reaches crypto code of the kernel through AF_ALG sockets',
        'khc',
      ],
      DEVMEM: ['/dev/mem', 'Physical memory as a file', 'khc kspp'],
      EFI_CUSTOM_SSDT_OVERLAYS: [
        'ACPI tables from EFI variables',
        'Root has the kernel run ACPI code out of a firmware variable',
        'khc',
      ],
      FB: ['framebuffer devices', 'Old, unmaintained code keeps its flaws', 'khc'],
      HIBERNATION: [
        'hibernation',
        'Image on disk replaces the kernel',
        'khc kspp ssg:kernel_config_hibernation',
      ],
      INET_DIAG: [
        'socket monitoring',
        'Anybody lists the sockets of everybody in the network namespace',
        'khc kspp',
      ],
      IO_URING: [
        'io_uring',
        'It has a long history of flaws that gave root',
        'khc',
        { unless: [{ sysctl: 'kernel.io_uring_disabled', accepted: /^[12]$/, set: '2' }] },
      ],
      IP_SCTP: [
        'SCTP',
        'Large protocol code that any container reaches by opening a socket',
        'khc',
      ],
      KALLSYMS: ['symbol table', 'A list of all symbols tells exploits where to go', 'khc'],
      KCMP: ['kcmp', 'The order of kernel pointers leaks, which helps exploits to aim', 'khc'],
      KSM: ['same-page merging', 'Dedup side channel across guests', 'khc'],
      LDISC_AUTOLOAD: [
        'automatic line discipline loading',
        'Any user makes the kernel load rare line disciplines, which have given root before',
        'khc kspp',
        { unless: [{ sysctl: 'dev.tty.ldisc_autoload', accepted: /^0$/, set: '0' }] },
      ],
      LIVEPATCH: ['live patching', 'Kernel code replacement', 'khc'],
      MEM_SOFT_DIRTY: [
        'soft-dirty tracking',
        'A process learns which of its shared pages others wrote',
        'khc',
      ],
      MPTCP: [
        'Multipath TCP',
        'Large protocol code that any container reaches by opening a socket',
        'khc',
      ],
      MTD_PHRAM: ['RAM as MTD by address (phram)', 'Physical memory as a device', 'khc'],
      MTD_SLRAM: ['RAM as MTD by address', 'Physical memory as a device', 'khc'],
      PROC_KCORE: [
        '/proc/kcore',
        'Kernel memory as a file',
        'khc kspp ssg:kernel_config_proc_kcore',
      ],
      PROC_PAGE_MONITOR: [
        'page map files',
        'Physical addresses for Rowhammer and heap attacks',
        'khc',
      ],
      PROC_VMCORE: ['/proc/vmcore', 'Crash memory as a file', 'khc'],
      RSEQ: ['restartable sequences', 'It is one more interface of the kernel to attack', 'khc'],
      STAGING: [
        'staging drivers',
        'Drivers that are not yet reviewed run with all rights of the kernel',
        'khc',
      ],
      TLS: [
        'kernel TLS',
        'Large protocol code that any container reaches by opening a socket',
        'khc',
      ],
      USER_NS: [
        'user namespaces',
        'Privileged code reachable by users',
        'khc',
        { scope: 'noEngine' },
      ],
      VIDEO_VIVID: [
        'the virtual video test driver',
        'This test driver gave local users root before',
        'khc',
      ],
      VT: ['virtual terminals', 'Old code, with ways to inject input into consoles', 'khc'],
      XFS_SUPPORT_V4: [
        'XFS version 4',
        'An old format without checksums is parsed from disks that users bring',
        'khc',
      ],
    },
  ),
];
