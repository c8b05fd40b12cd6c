import { bootChecks } from '../../src/index.ts';

const DOC = 'kernel-doc:admin-guide/kernel-parameters.txt';

/** Switches that turn a mitigation off whatever the processor needs. What is in force is judged in `cpu`. */
export default bootChecks([
  {
    id: 'mitigations',
    title: 'CPU flaw mitigations are not switched off globally',
    severity: 'high',
    level: 1,
    rationale:
      'One word reopens every processor flaw at once: code in a container then reads the memory of ' +
      'the kernel and of other containers. The attack-vector words (`no_user_kernel` and the like) ' +
      'do the same for one kind of attacker.',
    references: ['kspp', 'khc', DOC, 'kernel-doc:admin-guide/hw-vuln/attack_vector_controls.rst'],
    unwanted: [
      { name: 'mitigations', values: /(^|[,;])(off|no_\w+)/, expected: 'auto or auto,nosmt' },
    ],
  },
  {
    id: 'nopti',
    title: 'Page table isolation is not switched off',
    severity: 'high',
    level: 1,
    rationale:
      'Without page table isolation a processor with Meltdown lets any process read all kernel memory.',
    references: ['khc', DOC, 'cve:CVE-2017-5754'],
    unwanted: [{ name: 'nopti', bare: true }],
  },
  {
    id: 'pti',
    title: 'Page table isolation is left to the kernel or forced on',
    severity: 'high',
    level: 1,
    rationale:
      'Without page table isolation a processor with Meltdown lets any process read all kernel memory.',
    references: ['khc', 'kspp', DOC, 'cve:CVE-2017-5754'],
    unwanted: [{ name: 'pti', values: /^off$/, expected: 'auto or on' }],
  },
  {
    id: 'kpti',
    title: 'Page table isolation is not switched off on arm64',
    severity: 'high',
    level: 1,
    rationale:
      'Kernel page table isolation stops Meltdown on arm64 and hides the kernel map from timing attacks.',
    references: ['khc', DOC],
    unwanted: [{ name: 'kpti', values: /^(?:[0nNfF]|[oO][fF])/, expected: 'on' }],
  },
  {
    id: 'nospectre_v1',
    title: 'Spectre v1 mitigation is not switched off',
    severity: 'high',
    level: 1,
    rationale: 'Speculative reads past a bound leak kernel memory to code in a container.',
    references: ['khc', DOC, 'cve:CVE-2017-5753'],
    unwanted: [{ name: 'nospectre_v1', bare: true }],
  },
  {
    id: 'nospectre_v2',
    title: 'Spectre v2 mitigation is not switched off',
    severity: 'high',
    level: 1,
    rationale:
      'A container that trains the branch predictor steers speculation in the kernel and reads its memory.',
    references: ['khc', DOC, 'cve:CVE-2017-5715'],
    unwanted: [{ name: 'nospectre_v2', bare: true }],
  },
  {
    id: 'nospectre_bhb',
    title: 'Spectre-BHB mitigation is not switched off on arm64',
    severity: 'high',
    level: 1,
    rationale: 'Branch history injection passes the hardware fences against Spectre v2.',
    references: ['khc', DOC],
    unwanted: [{ name: 'nospectre_bhb', bare: true }],
  },
  {
    id: 'nospec_store_bypass_disable',
    title: 'Speculative store bypass mitigation is not switched off by its old switch',
    severity: 'medium',
    level: 1,
    rationale: 'A program in a sandbox reads data of its own process that it should not see.',
    references: ['khc', DOC, 'cve:CVE-2018-3639'],
    unwanted: [{ name: 'nospec_store_bypass_disable', bare: true }],
  },
  ...[
    off('spectre_v2', 'Spectre v2', 'high', 'CVE-2017-5715'),
    off('spectre_v2_user', 'Spectre v2 between user processes', 'medium', 'CVE-2017-5715'),
    off('spec_store_bypass_disable', 'speculative store bypass', 'medium', 'CVE-2018-3639'),
    off('l1tf', 'L1 terminal fault', 'high', 'CVE-2018-3646'),
    off('mds', 'microarchitectural data sampling', 'high', 'CVE-2018-12130'),
    off('tsx_async_abort', 'TSX asynchronous abort', 'medium', 'CVE-2019-11135'),
    off('srbds', 'special register buffer data sampling', 'medium', 'CVE-2020-0543'),
    off('mmio_stale_data', 'MMIO stale data', 'medium', 'CVE-2022-21166'),
    off('retbleed', 'Retbleed', 'high', 'CVE-2022-29900'),
    off('gather_data_sampling', 'Downfall', 'medium', 'CVE-2022-40982'),
    off('reg_file_data_sampling', 'register file data sampling', 'medium', 'CVE-2023-28746'),
    off('vmscape', 'VMSCAPE', 'medium', 'CVE-2025-40300'),
    // These keep guests out and leave the way from a container to the kernel open.
    off('spectre_bhi', 'branch history injection', 'medium', 'CVE-2022-0001', /^(off|vmexit)$/),
    off('spec_rstack_overflow', 'Inception', 'high', 'CVE-2023-20569', /^(off|ibpb-vmexit)$/),
    off(
      'indirect_target_selection',
      'indirect target selection',
      'medium',
      'CVE-2024-28956',
      /^(off|vmexit)$/,
    ),
    off('tsa', 'transient scheduler attacks', 'medium', 'CVE-2024-36350', /^(off|vm)$/),
    off('kvm.nx_huge_pages', 'iTLB multihit', 'medium', 'CVE-2018-12207', /^(off|never|[0nN])/),
    off(
      'kvm-intel.vmentry_l1d_flush',
      'L1 terminal fault in guests',
      'medium',
      'CVE-2018-3646',
      /^never$/,
    ),
  ],
  {
    id: 'ssbd',
    title: 'Speculative store bypass mitigation is not switched off on arm64',
    severity: 'medium',
    level: 1,
    rationale: 'A program in a sandbox reads data of its own process that it should not see.',
    references: ['khc', DOC, 'cve:CVE-2018-3639'],
    unwanted: [{ name: 'ssbd', values: /^force-off$/, expected: 'kernel or force-on' }],
  },
  {
    id: 'dis_ucode_ldr',
    title: 'The microcode loader is not switched off',
    severity: 'high',
    level: 1,
    rationale:
      'Most processor flaws are closed by microcode; without its loader the processor keeps the faulty one.',
    references: ['khc', DOC],
    unwanted: [
      { name: 'dis_ucode_ldr', bare: true },
      { name: 'microcode.dis_ucode_ldr' },
      { name: 'microcode', values: /(^|,)dis_ucode_ldr(,|$)/ },
    ],
  },
]);

function off(
  name: string,
  flaw: string,
  severity: 'high' | 'medium',
  cve: string,
  values = /^off$/,
) {
  return {
    id: name.replaceAll('.', '-'),
    title: `Mitigation of ${flaw} is not switched off`,
    severity,
    level: 1,
    rationale: `With the mitigation off, code in a container or a guest can use ${cve} to read memory that is not its own.`,
    references: ['khc', DOC, `cve:${cve}`],
    unwanted: [{ name, values, expected: 'the default of the kernel' }],
  } as const;
}
