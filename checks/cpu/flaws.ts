import { flawChecks } from '../../src/index.ts';

const HW = 'kernel-doc:admin-guide/hw-vuln';

const remedy = (...switches: readonly string[]): string =>
  'Update the kernel and the microcode (`intel-microcode` or `amd64-microcode` on Debian and Ubuntu, ' +
  '`microcode_ctl` or `linux-firmware` on the RHEL family), take ' +
  `${['mitigations=off', ...switches].map((word) => `\`${word}\``).join(', ')} off the kernel command line, ` +
  'and reboot. In a virtual machine the hypervisor must be updated and must pass the new CPU flags on.';

/** One row a file of /sys/devices/system/cpu/vulnerabilities. */
export default flawChecks([
  {
    id: 'meltdown',
    file: 'meltdown',
    title: 'Kernel memory is unmapped from user page tables on processors with Meltdown',
    severity: 'high',
    rationale: 'A process in a container reads all memory of the kernel, and so of the host.',
    remedy: remedy('nopti', 'pti=off'),
    references: [`${HW}/index.rst`, 'cve:CVE-2017-5754', 'dev-sec:os-12'],
  },
  {
    id: 'spectre-v1',
    file: 'spectre_v1',
    title: 'Bounds check bypass is mitigated in the kernel',
    severity: 'high',
    rationale: 'Speculative reads past a bound leak kernel memory to code in a container.',
    remedy: remedy('nospectre_v1'),
    references: [`${HW}/spectre.rst`, 'cve:CVE-2017-5753', 'dev-sec:os-12'],
  },
  {
    id: 'spectre-v2',
    file: 'spectre_v2',
    title: 'Branch target injection is mitigated, branch history and barriers included',
    severity: 'high',
    rationale:
      'One container trains the branch predictor and reads memory of the kernel or of another ' +
      'container. The text behind the first semicolon matters: a host can be mitigated and still ' +
      'open to branch history injection.',
    remedy: `${remedy('nospectre_v2', 'spectre_v2=off', 'spectre_v2_user=off', 'spectre_bhi=off')} Set \`kernel.unprivileged_bpf_disabled\` to 1 or 2.`,
    references: [`${HW}/spectre.rst`, 'cve:CVE-2017-5715', 'cve:CVE-2022-0001', 'dev-sec:os-12'],
    wrongPart: /^IBPB: disabled$/,
  },
  {
    id: 'spec-store-bypass',
    file: 'spec_store_bypass',
    title: 'Speculative store bypass can be disabled by a process, or is off',
    severity: 'medium',
    rationale: 'A sandboxed program reads data of its own process that it should not see.',
    remedy: remedy('spec_store_bypass_disable=off', 'nospec_store_bypass_disable'),
    references: [`${HW}/spectre.rst`, 'cve:CVE-2018-3639', 'dev-sec:os-12'],
  },
  {
    id: 'l1tf',
    file: 'l1tf',
    title: 'L1 terminal fault is mitigated, for guests too where they run',
    severity: 'high',
    rationale:
      'A process or a guest reads memory of the host that is left in the first-level cache.',
    remedy: remedy('l1tf=off', 'kvm-intel.vmentry_l1d_flush=never'),
    references: [`${HW}/l1tf.rst`, 'cve:CVE-2018-3646', 'dev-sec:os-12'],
    wrongPartWithGuests: /^VMX: vulnerable\b/,
  },
  {
    id: 'mds',
    file: 'mds',
    title: 'Microarchitectural buffers are cleared on return to user space',
    severity: 'high',
    rationale: 'A container samples data that others left in the buffers of the core.',
    remedy: remedy('mds=off'),
    references: [`${HW}/mds.rst`, 'cve:CVE-2018-12130', 'dev-sec:os-12'],
  },
  {
    id: 'tsx-async-abort',
    file: 'tsx_async_abort',
    title: 'TSX asynchronous abort is mitigated, or TSX is off',
    severity: 'high',
    rationale: 'Aborted transactions show a container data that others left in the core.',
    remedy: remedy('tsx_async_abort=off', 'tsx=on'),
    references: [`${HW}/tsx_async_abort.rst`, 'cve:CVE-2019-11135', 'dev-sec:os-12'],
  },
  {
    id: 'itlb-multihit',
    file: 'itlb_multihit',
    title: 'A guest cannot halt the host through iTLB multihit',
    severity: 'medium',
    rationale: 'A guest stops the host, and every container on it, with a machine check.',
    remedy: remedy('kvm.nx_huge_pages=off'),
    references: [`${HW}/multihit.rst`, 'cve:CVE-2018-12207', 'dev-sec:os-12'],
    guestsOnly: true,
  },
  {
    id: 'srbds',
    file: 'srbds',
    title: 'Special register data is not shared across cores',
    severity: 'medium',
    rationale: 'Random numbers drawn by other cores, and so their keys, leak to a container.',
    remedy: remedy('srbds=off'),
    references: [
      `${HW}/special-register-buffer-data-sampling.rst`,
      'cve:CVE-2020-0543',
      'dev-sec:os-12',
    ],
  },
  {
    id: 'mmio-stale-data',
    file: 'mmio_stale_data',
    title: 'Stale data in fill buffers after device access is cleared',
    severity: 'high',
    rationale: 'A guest or a container with a device reads data that others left behind.',
    remedy: remedy('mmio_stale_data=off'),
    references: [`${HW}/processor_mmio_stale_data.rst`, 'cve:CVE-2022-21166', 'dev-sec:os-12'],
  },
  {
    id: 'retbleed',
    file: 'retbleed',
    title: 'Return instructions are not speculated through targets of an attacker',
    severity: 'high',
    rationale: 'A container reads kernel memory through mispredicted returns.',
    remedy: remedy('retbleed=off'),
    references: [`${HW}/index.rst`, 'cve:CVE-2022-29900', 'cve:CVE-2022-29901', 'dev-sec:os-12'],
  },
  {
    id: 'spec-rstack-overflow',
    file: 'spec_rstack_overflow',
    title: 'Inception is mitigated',
    severity: 'high',
    rationale: 'A container injects return predictions into the kernel and reads its memory.',
    remedy: remedy('spec_rstack_overflow=off'),
    references: [`${HW}/srso.rst`, 'cve:CVE-2023-20569', 'dev-sec:os-12'],
  },
  {
    id: 'gather-data-sampling',
    file: 'gather_data_sampling',
    title: 'Downfall is mitigated',
    severity: 'medium',
    rationale: 'Vector registers of other processes leak to a container.',
    remedy: remedy('gather_data_sampling=off'),
    references: [`${HW}/gather_data_sampling.rst`, 'cve:CVE-2022-40982', 'dev-sec:os-12'],
  },
  {
    id: 'reg-file-data-sampling',
    file: 'reg_file_data_sampling',
    title: 'Register file data sampling is mitigated',
    severity: 'medium',
    rationale: 'Stale register values leak across the border between kernel and container.',
    remedy: remedy('reg_file_data_sampling=off'),
    references: [`${HW}/reg-file-data-sampling.rst`, 'cve:CVE-2023-28746', 'dev-sec:os-12'],
  },
  {
    id: 'ghostwrite',
    file: 'ghostwrite',
    title: 'Vector instructions that write physical memory are disabled',
    severity: 'critical',
    rationale: 'On RISC-V processors with GhostWrite any process writes any physical memory.',
    remedy: remedy(),
    references: [`${HW}/index.rst`, 'cve:CVE-2024-44067', 'dev-sec:os-12'],
  },
  {
    id: 'indirect-target-selection',
    file: 'indirect_target_selection',
    title: 'Indirect target selection is mitigated',
    severity: 'medium',
    rationale:
      'A container steers branches of the kernel that lie in the lower half of a cache line.',
    remedy: remedy('indirect_target_selection=off', 'indirect_target_selection=vmexit'),
    references: [`${HW}/indirect-target-selection.rst`, 'cve:CVE-2024-28956', 'dev-sec:os-12'],
  },
  {
    id: 'tsa',
    file: 'tsa',
    title: 'Transient scheduler attacks are mitigated',
    severity: 'medium',
    rationale: 'The timing of loads leaks data of the kernel to a container.',
    remedy: remedy('tsa=off', 'tsa=vm'),
    references: [`${HW}/index.rst`, 'cve:CVE-2024-36350', 'cve:CVE-2024-36357', 'dev-sec:os-12'],
    wrongMitigation: /^Mitigation: Clear CPU buffers: VM$/,
  },
  {
    id: 'vmscape',
    file: 'vmscape',
    title: 'Guests cannot poison branch predictors of the monitor that runs them',
    severity: 'medium',
    rationale:
      'A guest (Kata, Firecracker, KubeVirt) reads secrets of its QEMU or monitor process.',
    remedy: remedy('vmscape=off'),
    references: [`${HW}/vmscape.rst`, 'cve:CVE-2025-40300', 'dev-sec:os-12'],
    guestsOnly: true,
  },
]);
