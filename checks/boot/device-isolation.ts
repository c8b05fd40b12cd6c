import { bootChecks } from '../../src/index.ts';

const DOC = 'kernel-doc:admin-guide/kernel-parameters.txt';

export default bootChecks([
  {
    id: 'intel_iommu',
    title: 'The Intel IOMMU is not switched off',
    severity: 'medium',
    level: 1,
    rationale: 'A device, or a guest that was given one, reads and writes all memory by DMA.',
    references: ['khc', 'kspp', DOC],
    unwanted: [{ name: 'intel_iommu', values: /(?:^|,)off(?:,|$)/, expected: 'on' }],
  },
  {
    id: 'amd_iommu',
    title: 'The AMD IOMMU is not switched off',
    severity: 'medium',
    level: 1,
    rationale: 'A device, or a guest that was given one, reads and writes all memory by DMA.',
    references: ['khc', DOC],
    unwanted: [{ name: 'amd_iommu', values: /(?:^|,)off(?:,|$)/, expected: 'the default' }],
  },
  {
    id: 'iommu',
    title: 'The IOMMU is not switched off as a whole',
    severity: 'medium',
    level: 1,
    rationale: 'A device, or a guest that was given one, reads and writes all memory by DMA.',
    references: ['khc', 'ssg:grub2_enable_iommu_force', DOC],
    unwanted: [{ name: 'iommu', values: /(?:^|,)(?:off|noforce)(?:,|$)/, expected: 'the default' }],
  },
  {
    id: 'iommu-passthrough',
    title: 'Devices of the host are not let past the IOMMU',
    severity: 'medium',
    level: 1,
    rationale:
      'Passthrough is a usual tuning for fast network cards; it lets them write all memory.',
    references: ['khc', 'kspp', DOC],
    unwanted: [
      { name: 'iommu.passthrough', values: /^(?:[1yYtT]|[oO][nN])/, expected: '0' },
      { name: 'iommu', values: /(?:^|,)pt(?:,|$)/, expected: 'not pt' },
    ],
  },
  {
    id: 'pci-acs-override',
    title: 'PCI access control and interrupt remapping are not relaxed',
    severity: 'medium',
    level: 1,
    rationale:
      'Devices handed to a guest then attack their neighbours, or the host by forged interrupts.',
    references: [DOC],
    unwanted: [
      { name: 'pcie_acs_override' },
      { name: 'vfio_iommu_type1.allow_unsafe_interrupts', values: /^$|^(?:[1yYtT]|[oO][nN])/ },
    ],
  },
  {
    id: 'split_lock_detect',
    title: 'Split lock detection is not switched off',
    severity: 'low',
    level: 1,
    rationale: 'One container with locks across cache lines slows down every core of the host.',
    references: [DOC],
    unwanted: [{ name: 'split_lock_detect', values: /^off$/, expected: 'warn or fatal' }],
  },
  {
    id: 'mce',
    title: 'Machine checks are handled',
    severity: 'low',
    level: 1,
    rationale: 'Memory errors then go unnoticed, induced ones included.',
    references: ['ssg:grub2_mce_argument', DOC],
    unwanted: [
      { name: 'mce', values: /^(?:off|ignore_ce)$/, expected: 'the default' },
      { name: 'nomce', bare: true },
    ],
  },
]);
