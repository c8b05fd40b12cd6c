import { built, builtIn, builtWith, builtWithout } from '../../src/index.ts';

export default [
  ...builtWith(
    { severity: 'medium', level: 1, only: [builtIn('X86_64')] },
    {
      AMD_IOMMU: [
        'the AMD IOMMU driver',
        'A device, or whoever controls one, reads and writes all memory of the host',
        'khc',
        { scope: 'amd' },
      ],
      INTEL_IOMMU: [
        'the Intel IOMMU driver',
        'A device, or whoever controls one, reads and writes all memory of the host',
        'khc',
        { scope: 'intel' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 2, only: [builtIn('X86_64')] },
    {
      AMD_IOMMU_V2: [
        'the AMD IOMMU v2 driver',
        'Address spaces of devices are not kept apart',
        'khc kspp',
        { until: '6.7', want: built('AMD_IOMMU_V2') },
      ],
      INTEL_IOMMU_DEFAULT_ON: [
        'the Intel IOMMU on by default',
        'Driver built in but off',
        'khc kspp',
        { scope: 'intel', unless: [{ word: 'intel_iommu', accepted: /^on\b/, set: 'on' }] },
      ],
      INTEL_IOMMU_SVM: [
        'Intel shared virtual memory',
        'Address spaces of devices are not kept apart',
        'khc kspp',
        { scope: 'intel' },
      ],
    },
  ),
  ...builtWithout(
    { severity: 'low', level: 2 },
    {
      IOMMU_DEFAULT_DMA_LAZY: [
        'lazy IOMMU unmapping by default',
        'A device keeps access to memory for a while after it was given to somebody else',
        'khc kspp',
        { unless: [{ word: 'iommu.strict', accepted: /^(1|y|Y|on)$/, set: '1' }] },
      ],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 2 },
    {
      IOMMU_DEFAULT_DMA_STRICT: [
        'strict IOMMU unmapping by default',
        'Device keeps access to freed memory for milliseconds',
        'khc kspp',
        { since: '5.15', unless: [{ word: 'iommu.strict', accepted: /^(1|y|Y|on)$/, set: '1' }] },
      ],
    },
  ),
  ...builtWithout(
    { severity: 'medium', level: 1 },
    {
      IOMMU_DEFAULT_PASSTHROUGH: [
        'IOMMU pass-through as default',
        'Devices could write any host memory by DMA',
        'khc',
        {
          unless: [
            { word: 'iommu.passthrough', accepted: /^(0|n|N|off)$/, set: '0' },
            { word: 'iommu', accepted: /^nopt$/, set: 'nopt' },
          ],
        },
      ],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 1 },
    {
      IOMMU_SUPPORT: [
        'IOMMU support',
        'No DMA isolation for devices given to VMs or containers',
        'khc',
      ],
    },
  ),
];
