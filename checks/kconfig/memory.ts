import {
  allTrue,
  anyOf,
  atLeast,
  built,
  builtIn,
  builtWith,
  notBuilt,
  sameAs,
} from '../../src/index.ts';

export default [
  ...builtWith(
    { severity: 'low', level: 2 },
    {
      ARCH_MMAP_RND_BITS: [
        'maximum mmap entropy by default',
        'With less randomness an attacker guesses where libraries and stacks lie',
        'khc',
        {
          want: sameAs('ARCH_MMAP_RND_BITS', 'ARCH_MMAP_RND_BITS_MAX'),
          unless: [{ sysctl: 'vm.mmap_rnd_bits', accepted: /^(3[2-9])$/, set: '32' }],
        },
      ],
      ARCH_MMAP_RND_COMPAT_BITS: [
        'maximum 32-bit mmap entropy by default',
        'With less randomness an attacker guesses where libraries and stacks lie',
        'khc',
        {
          want: sameAs('ARCH_MMAP_RND_COMPAT_BITS', 'ARCH_MMAP_RND_COMPAT_BITS_MAX'),
          only: [builtIn('COMPAT')],
          unless: [{ sysctl: 'vm.mmap_rnd_compat_bits', accepted: /^1[6-9]$/, set: '16' }],
        },
      ],
      INIT_ON_FREE_DEFAULT_ON: [
        'zeroed frees by default',
        'Freed secrets stay in memory',
        'khc kspp ssg:kernel_config_page_poisoning ssg:kernel_config_page_poisoning_zero ssg:kernel_config_page_poisoning_no_sanity',
        {
          since: '5.3',
          want: anyOf(builtIn('INIT_ON_FREE_DEFAULT_ON'), builtIn('PAGE_POISONING_ZERO')),
          unless: [{ word: 'init_on_free', accepted: /^(1|y|Y|on)$/, set: '1' }],
        },
      ],
      KFENCE_SAMPLE_INTERVAL: [
        'an active KFENCE sampling interval',
        'KFENCE built in but off',
        'khc kspp',
        {
          since: '5.12',
          want: atLeast('KFENCE_SAMPLE_INTERVAL', 1),
          only: [builtIn('KFENCE')],
          unless: [{ word: 'kfence.sample_interval', accepted: /^[1-9]/, set: '100' }],
        },
      ],
      KSTACK_ERASE: [
        'kernel stack erasing',
        'Old stack data leaks',
        'khc kspp ssg:kernel_config_gcc_plugin_stackleak',
        { want: anyOf(builtIn('KSTACK_ERASE'), builtIn('GCC_PLUGIN_STACKLEAK')) },
      ],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 1 },
    {
      DEBUG_WX: [
        'a boot check for writable and executable mappings',
        'Broken W^X would stay unnoticed',
        'khc kspp ssg:kernel_config_debug_wx',
        { want: anyOf(builtIn('DEBUG_WX'), builtIn('ARM_DEBUG_WX')) },
      ],
      HW_RANDOM_TPM: [
        'TPM as a random source',
        'A machine with little randomness of its own makes guessable keys',
        'khc kspp',
        { want: anyOf(built('HW_RANDOM_TPM'), notBuilt('TCG_TPM')) },
      ],
      SHUFFLE_PAGE_ALLOCATOR: [
        'page allocator shuffling',
        'Physical pages are predictable',
        'khc kspp',
        { since: '5.2' },
      ],
      SLUB_DEBUG: [
        'slab debugging support available',
        'Slab_debug= red zones and checks cannot be used',
        'khc ssg:kernel_config_slub_debug',
      ],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 1 },
    {
      DEFAULT_MMAP_MIN_ADDR: [
        'a low-address floor by default',
        'NULL dereference becomes code execution',
        'khc kspp ssg:kernel_config_default_mmap_min_addr',
        {
          want: anyOf(
            atLeast('DEFAULT_MMAP_MIN_ADDR', 65536),
            allTrue(builtIn('ARM64'), builtIn('COMPAT'), atLeast('DEFAULT_MMAP_MIN_ADDR', 32768)),
          ),
          unless: [
            {
              sysctl: 'vm.mmap_min_addr',
              accepted: /^(6553[6-9]|9\d{4}|\d{6,})$/,
              set: 'vm.mmap_min_addr',
            },
          ],
        },
      ],
      HARDENED_USERCOPY: [
        'bounds-checked user copies',
        'Heap overread and overwrite through copy_to_user',
        'khc kspp ssg:kernel_config_hardened_usercopy',
        { since: '4.8' },
      ],
      HARDENED_USERCOPY_DEFAULT_ON: [
        'user copy checks on by default',
        'Built in but off at boot',
        'khc kspp',
        {
          since: '6.15',
          only: [builtIn('HARDENED_USERCOPY')],
          unless: [{ word: 'hardened_usercopy', accepted: /^(1|y|Y|on)$/, set: 'on' }],
        },
      ],
      INIT_STACK_ALL_ZERO: [
        'zeroed stack variables',
        'Uninitialised stack memory leaks pointers and secrets',
        'khc ssg:kernel_config_gcc_plugin_structleak ssg:kernel_config_gcc_plugin_structleak_byref_all',
        { want: anyOf(builtIn('INIT_STACK_ALL_ZERO'), builtIn('GCC_PLUGIN_STRUCTLEAK_BYREF_ALL')) },
      ],
      REFCOUNT_FULL: [
        'overflow-safe reference counters',
        'Counter overflow gives use after free',
        'khc ssg:kernel_config_refcount_full',
        { until: '5.5' },
      ],
      SCHED_STACK_END_CHECK: [
        'stack end checks in the scheduler',
        'An overflow of the kernel stack goes on unnoticed',
        'khc kspp ssg:kernel_config_sched_stack_end_check',
        { want: anyOf(builtIn('SCHED_STACK_END_CHECK'), builtIn('VMAP_STACK')) },
      ],
      SLAB_BUCKETS: [
        'separate buckets for user-controlled allocations',
        'Msg_msg and setxattr type heap sprays',
        'khc kspp',
        { since: '6.11' },
      ],
      SLAB_FREELIST_HARDENED: [
        'protected slab free-list pointers',
        'Free-list overwrite gives arbitrary allocation',
        'khc kspp ssg:kernel_config_slab_freelist_hardened',
        { since: '4.14' },
      ],
      SLAB_FREELIST_RANDOM: [
        'randomised slab free lists',
        'Heap overflows hit predictable neighbours',
        'khc kspp ssg:kernel_config_slab_freelist_random',
        { since: '4.7' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 2 },
    {
      INIT_ON_ALLOC_DEFAULT_ON: [
        'zeroed allocations by default',
        'Heap contents of other containers leak',
        'khc kspp',
        { since: '5.3', unless: [{ word: 'init_on_alloc', accepted: /^(1|y|Y|on)$/, set: '1' }] },
      ],
      RANDOM_KMALLOC_CACHES: [
        'several random kmalloc caches per size',
        'Heap spraying across call sites',
        'khc kspp',
        { since: '6.6' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 1, only: [anyOf(builtIn('X86_64'), builtIn('ARM64'))] },
    {
      KFENCE: [
        'the sampling memory error detector',
        'Heap errors in production stay unnoticed',
        'khc kspp',
        { since: '5.12' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 1, only: [anyOf(builtIn('X86_64'), builtIn('ARM64'))] },
    {
      LIST_HARDENED: [
        'list integrity checks',
        'Linked-list unlink writes',
        'khc kspp ssg:kernel_config_debug_list',
        { since: '6.6', want: anyOf(builtIn('LIST_HARDENED'), builtIn('DEBUG_LIST')) },
      ],
      RANDOMIZE_KSTACK_OFFSET_DEFAULT: [
        'a random kernel stack offset per syscall',
        'Stack layouts repeat between calls',
        'khc kspp',
        {
          since: '5.13',
          unless: [{ word: 'randomize_kstack_offset', accepted: /^(1|y|Y|on)$/, set: 'on' }],
        },
      ],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 2, only: [anyOf(builtIn('X86_64'), builtIn('ARM64'))] },
    {
      PAGE_TABLE_CHECK: [
        'page table ownership checks',
        'Page table corruption maps foreign memory',
        'khc kspp',
        { since: '5.17' },
      ],
      PAGE_TABLE_CHECK_ENFORCED: [
        'enforced page table checks',
        'The protection is there but does nothing unless somebody switches it on',
        'khc kspp',
        {
          since: '5.17',
          only: [builtIn('PAGE_TABLE_CHECK')],
          unless: [{ word: 'page_table_check', accepted: /^(1|y|Y|on)$/, set: 'on' }],
        },
      ],
    },
  ),
  ...builtWith(
    { severity: 'high', level: 1, only: [anyOf(builtIn('X86_64'), builtIn('ARM64'))] },
    {
      RANDOMIZE_BASE: [
        'KASLR',
        'Exploits know where kernel code is',
        'khc ssg:kernel_config_randomize_base',
      ],
      VMAP_STACK: [
        'guard pages around kernel stacks',
        'Stack overflow runs into neighbouring memory',
        'khc ssg:kernel_config_vmap_stack',
        { since: '4.9' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'high', level: 1 },
    {
      STACKPROTECTOR: [
        'stack canaries',
        'Stack overflows in the kernel run code',
        'khc ssg:kernel_config_stackprotector',
        {
          want: anyOf(
            builtIn('STACKPROTECTOR'),
            builtIn('CC_STACKPROTECTOR'),
            builtIn('CC_STACKPROTECTOR_STRONG'),
          ),
        },
      ],
      STACKPROTECTOR_STRONG: [
        'strong stack canaries',
        'Functions with local arrays would be unprotected',
        'khc ssg:kernel_config_stackprotector_strong',
        { want: anyOf(builtIn('STACKPROTECTOR_STRONG'), builtIn('CC_STACKPROTECTOR_STRONG')) },
      ],
      STRICT_KERNEL_RWX: [
        'read-only kernel code and data',
        'Writable kernel text lets any write primitive run code',
        'khc ssg:kernel_config_strict_kernel_rwx',
        { want: anyOf(builtIn('STRICT_KERNEL_RWX'), builtIn('DEBUG_RODATA')) },
      ],
    },
  ),
];
