import checks from '../../../checks/boot/confinement.ts';
import { testBootRows } from '../../support/test-boot-rows.ts';

testBootRows(checks, {
  apparmor: { bad: ['apparmor=0'], good: ['apparmor=1 security=apparmor'] },
  selinux: { bad: ['selinux=0'], good: ['selinux=1'] },
  enforcing: { bad: ['enforcing=0'], good: ['enforcing=1'] },
  security: {
    bad: ['security=none', 'security='],
    good: ['security=apparmor', 'security=selinux'],
  },
  lsm: {
    bad: ['lsm=landlock,lockdown,yama,bpf', 'lsm=apparmor,lockdown', 'lsm='],
    good: ['lsm=landlock,lockdown,yama,apparmor,bpf', 'lsm=lockdown,yama,selinux'],
  },
  initcall_blacklist: {
    bad: ['initcall_blacklist=apparmor_init', 'initcall_blacklist=a_init,lockdown_lsm_init'],
    good: ['initcall_blacklist=algif_aead_init'],
  },
  audit: { bad: ['audit=0', 'audit=off'], good: ['audit=1', 'audit=on'] },
  ima_appraise: { bad: ['ima_appraise=fix', 'ima_appraise=log'], good: ['ima_appraise=enforce'] },
  'systemd-mask': {
    bad: ['systemd.mask=auditd.service', 'systemd.mask=apparmor'],
    good: ['systemd.mask=bluetooth.service'],
  },
  cgroup_disable: {
    bad: ['cgroup_disable=memory', 'cgroup_disable=rdma,pids'],
    good: ['cgroup_disable=rdma'],
  },
  'cgroup-memory': {
    bad: ['cgroup.memory=nokmem', 'cgroup.memory=nobpf,nosocket'],
    good: ['cgroup.memory=nobpf'],
  },
  'systemd-unified_cgroup_hierarchy': {
    bad: ['systemd.unified_cgroup_hierarchy=0', 'SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1'],
    good: ['systemd.unified_cgroup_hierarchy=1', 'systemd.unified_cgroup_hierarchy'],
  },
  swapaccount: { bad: ['swapaccount=0'], good: ['swapaccount=1'] },
});
