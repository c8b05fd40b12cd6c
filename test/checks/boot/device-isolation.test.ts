import checks from '../../../checks/boot/device-isolation.ts';
import { testBootRows } from '../../support/test-boot-rows.ts';

testBootRows(checks, {
  intel_iommu: { bad: ['intel_iommu=off'], good: ['intel_iommu=on', 'intel_iommu=on,sm_on'] },
  amd_iommu: { bad: ['amd_iommu=off'], good: ['amd_iommu=force_isolation'] },
  iommu: { bad: ['iommu=off', 'iommu=noforce'], good: ['iommu=force', 'iommu=pt'] },
  'iommu-passthrough': {
    bad: ['iommu.passthrough=1', 'iommu=pt'],
    good: ['iommu.passthrough=0', 'iommu=soft'],
  },
  'pci-acs-override': {
    bad: [
      'pcie_acs_override=downstream,multifunction',
      'vfio_iommu_type1.allow_unsafe_interrupts=1',
      'vfio_iommu_type1.allow_unsafe_interrupts',
    ],
    good: ['vfio_iommu_type1.allow_unsafe_interrupts=0'],
  },
  split_lock_detect: { bad: ['split_lock_detect=off'], good: ['split_lock_detect=fatal'] },
  mce: { bad: ['mce=off', 'mce=ignore_ce', 'nomce'], good: ['mce=0'] },
});
