import { allTrue, anyOf, builtIn, builtWithout, notBuilt } from '../../src/index.ts';

export default [
  ...builtWithout(
    { severity: 'medium', level: 2 },
    {
      ACPI_CONFIGFS: ['ACPI tables by configfs', 'Root loads AML that writes memory', 'khc'],
      CRYPTO_USER_API: [
        'AF_ALG sockets',
        'CVE-2026-31431 (Copy Fail): page cache write by any user and from containers',
        'khc',
      ],
      CRYPTO_USER_API_AEAD: [
        'AF_ALG AEAD',
        'CVE-2026-31431 (Copy Fail): any user, in containers too, writes to the page cache and becomes root',
        'khc',
      ],
      DEVPORT: [
        '/dev/port',
        'Root writes to I/O ports as to a file, past lockdown of other ways',
        'khc',
      ],
      PROVIDE_OHCI1394_DMA_INIT: ['early FireWire DMA', 'Physical memory by cable', 'khc'],
      SMB_SERVER: [
        'the in-kernel SMB server',
        'Its flaws are reached over the network, inside the kernel',
        'khc',
      ],
      TIPC: ['TIPC', 'Remote and local kernel bugs', 'khc'],
      UEVENT_HELPER: [
        'the uevent helper',
        '/sys/kernel/uevent_helper is a known container escape',
        '',
        { unless: [{ file: '/sys/kernel/uevent_helper', accepted: /^\s*$/, set: '' }] },
      ],
    },
  ),
  ...builtWithout(
    { severity: 'high', level: 1 },
    {
      ACPI_CUSTOM_METHOD: [
        'custom ACPI methods',
        'Root writes kernel memory through debugfs',
        'khc kspp ssg:kernel_config_acpi_custom_method',
      ],
      DEVKMEM: ['/dev/kmem', 'Kernel memory as a file', 'khc kspp ssg:kernel_config_devkmem'],
    },
  ),
  ...builtWithout(
    { severity: 'medium', level: 1 },
    {
      BINFMT_AOUT: [
        'a.out programs',
        'An obsolete loader of programs is code to attack that nobody needs',
        'khc',
      ],
      BLK_DEV_FD_RAWCMD: ['floppy raw commands', 'Known memory corruption', 'khc'],
      COMPAT_BRK: [
        'the old heap layout',
        'The heap begins at a known place, which makes overflows easy to use',
        'khc kspp ssg:kernel_config_compat_brk',
      ],
      CRYPTO_USER_API_RNG_CAVP: [
        'AF_ALG RNG test hooks',
        'Test hooks let users choose what the random generator works with',
        'khc',
      ],
      IP_DCCP: ['DCCP', 'Unmaintained protocol with local root history', 'khc'],
      N_GSM: ['GSM line discipline', 'Repeated local root exploits', 'khc'],
      USELIB: ['uselib', 'An obsolete system call is code to attack that nobody needs', 'khc'],
    },
  ),
  ...builtWithout(
    { severity: 'low', level: 1 },
    {
      CFI_PERMISSIVE: [
        'permissive CFI',
        'Overwritten function pointers are logged and then followed',
        'khc kspp',
        { only: [anyOf(builtIn('CFI'), builtIn('CFI_CLANG'))] },
      ],
      CRYPTO_USER_API_ENABLE_OBSOLETE: [
        'obsolete AF_ALG ciphers',
        'Weak and little tested ciphers are open to any user',
        'khc',
      ],
      DRM_LEGACY: ['legacy graphics drivers', 'Root-only design on user devices', 'khc'],
      DVB_C8SECTPFE: [
        'C8SECTPFE DVB debug',
        'Debugging interfaces show or change kernel state and are little tested against attackers',
        'khc',
      ],
      HARDENED_USERCOPY_FALLBACK: [
        'the permissive user copy fallback',
        'White-list violations only warn',
        'khc kspp ssg:kernel_config_hardened_usercopy_fallback',
      ],
      HARDENED_USERCOPY_PAGESPAN: [
        'the page span debug check',
        'Debug-only noise that makes people switch the feature off',
        'khc kspp',
      ],
      KSTACK_ERASE_METRICS: [
        'stack erasing statistics',
        "One more file tells of the kernel's stacks",
        'khc kspp',
        {
          want: allTrue(notBuilt('KSTACK_ERASE_METRICS'), notBuilt('STACKLEAK_METRICS')),
          only: [anyOf(builtIn('KSTACK_ERASE'), builtIn('GCC_PLUGIN_STACKLEAK'))],
        },
      ],
      KSTACK_ERASE_RUNTIME_DISABLE: [
        'a run-time off switch for stack erasing',
        'Root turns the erasing of kernel stacks off while the host runs',
        'khc kspp',
        {
          want: allTrue(
            notBuilt('KSTACK_ERASE_RUNTIME_DISABLE'),
            notBuilt('STACKLEAK_RUNTIME_DISABLE'),
          ),
          only: [anyOf(builtIn('KSTACK_ERASE'), builtIn('GCC_PLUGIN_STACKLEAK'))],
        },
      ],
      LEGACY_PTYS: [
        'BSD pseudo terminals',
        'Old pseudo terminals have owners and modes that others can use',
        'khc kspp ssg:kernel_config_legacy_ptys',
      ],
      LEGACY_TIOCSTI: [
        'legacy TIOCSTI',
        'A program pushes input into the terminal of whoever started it, and so leaves its sandbox',
        'khc kspp',
      ],
      NOUVEAU_LEGACY_CTX_SUPPORT: [
        'legacy Nouveau contexts',
        'Calls that were dropped for being unsafe stay open to users of the graphics device',
        'khc',
      ],
      OVERLAY_FS_METACOPY: [
        'overlay metadata-only copy-up by default',
        'Metacopy with untrusted layers can expose lower files',
      ],
    },
  ),
];
