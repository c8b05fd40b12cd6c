import { anyOf, built, builtIn, builtWith } from '../../src/index.ts';

export default [
  ...builtWith(
    { severity: 'high', level: 1 },
    {
      CPU_MITIGATIONS: [
        'CPU flaw mitigations',
        'Mitigations= has no effect and flaws stay open',
        'khc',
        {
          since: '6.9',
          want: anyOf(builtIn('CPU_MITIGATIONS'), builtIn('SPECULATION_MITIGATIONS')),
        },
      ],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 1, only: [builtIn('X86_64')] },
    {
      MITIGATION_CALL_DEPTH_TRACKING: [
        'call depth tracking mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        {
          since: '6.2',
          want: anyOf(builtIn('MITIGATION_CALL_DEPTH_TRACKING'), builtIn('CALL_DEPTH_TRACKING')),
          only: [builtIn('CPU_SUP_INTEL')],
        },
      ],
      MITIGATION_GDS: [
        'Downfall mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        { since: '6.12', only: [builtIn('CPU_SUP_INTEL')] },
      ],
      MITIGATION_IBPB_ENTRY: [
        'IBPB on entry mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        {
          since: '5.19',
          want: anyOf(builtIn('MITIGATION_IBPB_ENTRY'), builtIn('CPU_IBPB_ENTRY')),
          only: [builtIn('CPU_SUP_AMD')],
        },
      ],
      MITIGATION_IBRS_ENTRY: [
        'IBRS on entry mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        {
          since: '5.19',
          want: anyOf(builtIn('MITIGATION_IBRS_ENTRY'), builtIn('CPU_IBRS_ENTRY')),
          only: [builtIn('CPU_SUP_INTEL')],
        },
      ],
      MITIGATION_ITS: [
        'indirect target selection mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        { since: '6.15', only: [builtIn('CPU_SUP_INTEL')] },
      ],
      MITIGATION_L1TF: [
        'L1TF mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        { since: '6.12', only: [builtIn('CPU_SUP_INTEL')] },
      ],
      MITIGATION_MDS: [
        'MDS mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        { since: '6.12', only: [builtIn('CPU_SUP_INTEL')] },
      ],
      MITIGATION_MMIO_STALE_DATA: [
        'MMIO stale data mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        { since: '6.12', only: [builtIn('CPU_SUP_INTEL')] },
      ],
      MITIGATION_RETBLEED: [
        'Retbleed mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        { since: '6.12' },
      ],
      MITIGATION_RETHUNK: [
        'return thunks',
        'Returns trained by an attacker make the kernel leak its memory',
        'khc',
        { since: '5.19', want: anyOf(builtIn('MITIGATION_RETHUNK'), builtIn('RETHUNK')) },
      ],
      MITIGATION_RFDS: [
        'register file sampling mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        { since: '6.9', only: [builtIn('CPU_SUP_INTEL')] },
      ],
      MITIGATION_SPECTRE_BHI: [
        'branch history injection mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        { since: '6.9', only: [builtIn('CPU_SUP_INTEL')] },
      ],
      MITIGATION_SRBDS: [
        'SRBDS mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        { since: '6.12', only: [builtIn('CPU_SUP_INTEL')] },
      ],
      MITIGATION_SRSO: [
        'Inception mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        {
          since: '6.5',
          want: anyOf(builtIn('MITIGATION_SRSO'), builtIn('CPU_SRSO')),
          only: [builtIn('CPU_SUP_AMD')],
        },
      ],
      MITIGATION_SSB: [
        'speculative store bypass mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        { since: '6.12' },
      ],
      MITIGATION_TAA: [
        'TSX asynchronous abort mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        { since: '6.12', only: [builtIn('CPU_SUP_INTEL')] },
      ],
      MITIGATION_TSA: [
        'transient scheduler attack mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        { since: '6.16', only: [builtIn('CPU_SUP_AMD')] },
      ],
      MITIGATION_UNRET_ENTRY: [
        'untrained return mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        {
          since: '5.19',
          want: anyOf(builtIn('MITIGATION_UNRET_ENTRY'), builtIn('CPU_UNRET_ENTRY')),
          only: [builtIn('CPU_SUP_AMD')],
        },
      ],
    },
  ),
  ...builtWith(
    { severity: 'high', level: 1, only: [builtIn('X86_64')] },
    {
      MITIGATION_PAGE_TABLE_ISOLATION: [
        'page table isolation',
        'Without it any program reads kernel memory on processors with the Meltdown flaw',
        'khc ssg:kernel_config_page_table_isolation',
        {
          since: '4.15',
          want: anyOf(builtIn('MITIGATION_PAGE_TABLE_ISOLATION'), builtIn('PAGE_TABLE_ISOLATION')),
        },
      ],
      MITIGATION_RETPOLINE: [
        'retpolines',
        'Branches trained by an attacker make the kernel leak its memory',
        'khc ssg:kernel_config_retpoline',
        { want: anyOf(builtIn('MITIGATION_RETPOLINE'), builtIn('RETPOLINE')) },
      ],
      MITIGATION_SPECTRE_V1: [
        'Spectre v1 mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        { since: '6.12' },
      ],
      MITIGATION_SPECTRE_V2: [
        'Spectre v2 mitigation',
        'Without the code for it the flaw of the processor stays open, whatever the command line says',
        'khc',
        { since: '6.12' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 1, only: [builtIn('X86_64')] },
    {
      MITIGATION_SLS: [
        'straight-line speculation padding',
        'Processors run on past an unconditional branch and leak memory (CVE-2021-26341)',
        'khc kspp',
        { since: '5.17', want: anyOf(builtIn('MITIGATION_SLS'), builtIn('SLS')) },
      ],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 2, only: [builtIn('X86_64')] },
    {
      MITIGATION_VMSCAPE: [
        'VMSCAPE mitigation',
        'A guest attacks its monitor',
        'khc',
        { since: '6.17', only: [built('KVM')] },
      ],
    },
  ),
];
