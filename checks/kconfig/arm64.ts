import { builtIn, builtWith, builtWithout } from '../../src/index.ts';

export default [
  ...builtWith(
    { severity: 'low', level: 1, only: [builtIn('ARM64')] },
    {
      ARM64_BTI: [
        'branch target identification for user space',
        'An overwritten pointer in a service jumps into the middle of its functions',
        'khc',
        { since: '5.8' },
      ],
      ARM64_E0PD: ['E0PD', 'KASLR leaks by timing', 'khc', { since: '5.6' }],
      ARM64_EPAN: [
        'enhanced PAN',
        'Execute-only pages readable by the kernel',
        'khc',
        { since: '5.13' },
      ],
      ARM64_MTE: ['memory tagging support', 'No tagging for services', 'khc', { since: '5.10' }],
      RANDOMIZE_MODULE_REGION_FULL: [
        'modules anywhere in 2 GiB',
        'Module addresses leak the kernel base',
        'khc',
        { since: '4.6' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 2, only: [builtIn('ARM64')] },
    {
      ARM64_BTI_KERNEL: [
        'kernel branch target identification',
        'An overwritten pointer jumps into the middle of kernel functions',
        'khc',
        { since: '5.10', only: [builtIn('CC_IS_CLANG')] },
      ],
      ARM64_GCS: [
        'guarded control stacks for user space',
        'An overflow in a service chains pieces of its code through overwritten return addresses',
        'khc',
        { since: '6.13' },
      ],
      ARM64_SW_TTBR0_PAN: [
        'software PAN emulation',
        'On processors without PAN a corrupted pointer of the kernel can lead into memory of the attacker',
        'khc kspp ssg:kernel_config_arm64_sw_ttbr0_pan',
        { since: '4.10' },
      ],
      ARM_SMMU_DISABLE_BYPASS_BY_DEFAULT: [
        'blocked DMA for unknown SMMU streams',
        'Devices bypass translation',
        'khc',
        { since: '5.2' },
      ],
      KASAN_HW_TAGS: [
        'hardware tag-based memory error detection',
        'Heap errors of the kernel stay unnoticed until somebody uses them',
        'khc kspp',
        { since: '5.11' },
      ],
      SHADOW_CALL_STACK: [
        'shadow call stacks',
        "An overwritten return address runs code of the attacker's choice",
        'khc kspp',
        { since: '5.8' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'high', level: 1, only: [builtIn('ARM64')] },
    {
      ARM64_PAN: [
        'privileged access never',
        'A corrupted pointer of the kernel can lead into memory that the attacker prepared',
        'khc',
        { since: '4.3' },
      ],
      HARDEN_BRANCH_PREDICTOR: [
        'branch predictor hardening',
        'Branches trained by an attacker make the kernel leak its memory',
        'khc',
        { until: '5.10' },
      ],
      MITIGATE_SPECTRE_BRANCH_HISTORY: [
        'Spectre-BHB mitigation',
        'Branch history injection',
        'khc',
        { since: '5.17' },
      ],
      UNMAP_KERNEL_AT_EL0: [
        'kernel unmapping in user mode',
        'Meltdown, KASLR leaks',
        'khc ssg:kernel_config_unmap_kernel_at_el0',
        { since: '4.16' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 1, only: [builtIn('ARM64')] },
    {
      ARM64_PTR_AUTH: [
        'pointer authentication for user space',
        'An overflow in a service chains pieces of its code through overwritten return addresses',
        'khc',
        { since: '5.0' },
      ],
      ARM64_PTR_AUTH_KERNEL: [
        'kernel pointer authentication',
        "An overwritten return address runs code of the attacker's choice",
        'khc',
        { since: '5.14' },
      ],
      ARM_SMMU: [
        'the SMMU driver',
        'A device, or whoever controls one, reads and writes all memory of the host',
        'khc',
      ],
      ARM_SMMU_V3: [
        'the SMMUv3 driver',
        'A device, or whoever controls one, reads and writes all memory of the host',
        'khc',
      ],
      HARDEN_EL2_VECTORS: [
        'hardened EL2 vectors',
        'Spectre at hypervisor entry',
        'khc',
        { until: '5.9' },
      ],
      RODATA_FULL_DEFAULT_ENABLED: [
        'read-only linear alias of module and kernel pages',
        'Writable alias of read-only data',
        'khc',
        { since: '5.0' },
      ],
      STACKPROTECTOR_PER_TASK: [
        'per-task stack canary',
        'One leaked canary fits all',
        'khc',
        { since: '5.4', only: [builtIn('ARM64')] },
      ],
    },
  ),
  ...builtWithout(
    { severity: 'low', level: 1, only: [builtIn('ARM64')] },
    {
      ARM_PTDUMP: [
        'ARM page table dumps (old name)',
        'It gives away kernel addresses, which kernel address randomisation is to hide',
        'khc',
      ],
      ARM_PTDUMP_DEBUGFS: [
        'ARM page table dumps',
        'It gives away kernel addresses, which kernel address randomisation is to hide',
        'khc',
      ],
      OABI_COMPAT: [
        'old ARM ABI',
        'A second table of system calls is more code to attack, and filters that forget it miss calls',
        'khc kspp',
      ],
    },
  ),
  ...builtWithout(
    { severity: 'low', level: 2, only: [builtIn('ARM64')] },
    {
      CORESIGHT: [
        'CoreSight tracing',
        'Traces of instructions show what other programs work on',
        'khc',
      ],
    },
  ),
];
