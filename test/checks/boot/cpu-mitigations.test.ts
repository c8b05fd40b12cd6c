import checks from '../../../checks/boot/cpu-mitigations.ts';
import { testBootRows } from '../../support/test-boot-rows.ts';

testBootRows(checks, {
  mitigations: {
    bad: [
      'mitigations=off',
      'mitigations=auto,no_user_kernel',
      'mitigations=auto;no_user_user',
      'mitigations=,no_cross_thread',
      'mitigations=auto,nosmt,no_guest_host',
    ],
    good: ['mitigations=auto', 'mitigations=auto,nosmt', 'mitigations=off mitigations=auto'],
  },
  nopti: { bad: ['nopti'], good: ['nopti=1'] },
  pti: { bad: ['pti=off'], good: ['pti=on', 'pti=auto'] },
  kpti: { bad: ['kpti=0', 'kpti=off'], good: ['kpti=1', 'kpti=on'] },
  nospectre_v1: { bad: ['nospectre_v1'] },
  nospectre_v2: { bad: ['nospectre_v2'] },
  nospectre_bhb: { bad: ['nospectre_bhb'] },
  nospec_store_bypass_disable: { bad: ['nospec_store_bypass_disable'] },
  spectre_v2: { bad: ['spectre_v2=off'], good: ['spectre_v2=on', 'spectre_v2_user=off'] },
  spectre_v2_user: { bad: ['spectre_v2_user=off'], good: ['spectre_v2_user=prctl'] },
  spec_store_bypass_disable: {
    bad: ['spec_store_bypass_disable=off'],
    good: ['spec_store_bypass_disable=seccomp'],
  },
  l1tf: { bad: ['l1tf=off'], good: ['l1tf=full,force', 'l1tf=flush,nowarn'] },
  mds: { bad: ['mds=off'], good: ['mds=full,nosmt'] },
  tsx_async_abort: { bad: ['tsx_async_abort=off'], good: ['tsx_async_abort=full'] },
  srbds: { bad: ['srbds=off'] },
  mmio_stale_data: { bad: ['mmio_stale_data=off'], good: ['mmio_stale_data=full'] },
  retbleed: { bad: ['retbleed=off'], good: ['retbleed=auto,nosmt', 'retbleed=stuff'] },
  gather_data_sampling: { bad: ['gather_data_sampling=off'], good: ['gather_data_sampling=force'] },
  reg_file_data_sampling: { bad: ['reg_file_data_sampling=off'] },
  vmscape: { bad: ['vmscape=off'], good: ['vmscape=force'] },
  spectre_bhi: { bad: ['spectre_bhi=off', 'spectre_bhi=vmexit'], good: ['spectre_bhi=on'] },
  spec_rstack_overflow: {
    bad: ['spec_rstack_overflow=off', 'spec_rstack_overflow=ibpb-vmexit'],
    good: ['spec_rstack_overflow=safe-ret', 'spec_rstack_overflow=ibpb'],
  },
  indirect_target_selection: {
    bad: ['indirect_target_selection=off', 'indirect_target_selection=vmexit'],
    good: ['indirect_target_selection=force'],
  },
  tsa: { bad: ['tsa=off', 'tsa=vm'], good: ['tsa=on'] },
  'kvm-nx_huge_pages': {
    bad: ['kvm.nx_huge_pages=off', 'kvm.nx_huge_pages=never', 'kvm.nx_huge_pages=0'],
    good: ['kvm.nx_huge_pages=auto', 'kvm.nx_huge_pages=force'],
  },
  'kvm-intel-vmentry_l1d_flush': {
    bad: ['kvm-intel.vmentry_l1d_flush=never'],
    good: ['kvm_intel.vmentry_l1d_flush=always'],
  },
  ssbd: { bad: ['ssbd=force-off'], good: ['ssbd=kernel', 'ssbd=force-on'] },
  dis_ucode_ldr: {
    bad: ['dis_ucode_ldr', 'microcode.dis_ucode_ldr', 'microcode=dis_ucode_ldr'],
    good: ['microcode=force_minrev'],
  },
});
