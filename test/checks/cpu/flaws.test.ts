import { describe, expect, it } from 'vitest';
import checks from '../../../checks/cpu/flaws.ts';
import type { FlawCheck } from '../../../src/kit/cpu-table.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';

const FOLDER = '/sys/devices/system/cpu/vulnerabilities';
const FILES = `text:${FOLDER}/*`;
const KVM = {
  'stat:/dev/kvm': '660|0|104|root|kvm|character special file|0|1732000000|/dev/kvm\n',
};

const says = (file: string, text: string): Given => ({
  [FILES]: `${FOLDER}/meltdown_extra:Not affected\n${FOLDER}/${file}:${text}\n`,
});

interface Words {
  readonly file: string;
  readonly good: readonly [string, ...string[]];
  /** Text, and the mismatch it gives where that is not the file and the text. */
  readonly bad: readonly [
    string | readonly [string, string],
    ...(string | readonly [string, string])[],
  ];
  readonly unknown?: readonly string[];
}

/** Wording of kernels 4.15 to 6.18: arch/x86/kernel/cpu/bugs.c, arch/arm64/kernel/proton-pack.c. */
const WORDS: Readonly<Record<string, Words>> = {
  meltdown: {
    file: 'meltdown',
    good: ['Mitigation: PTI', 'Not affected', 'Mitigation: RFI Flush'],
    bad: ['Vulnerable'],
    unknown: ['Unknown (XEN PV detected, hypervisor mitigation required)'],
  },
  'spectre-v1': {
    file: 'spectre_v1',
    good: ['Mitigation: usercopy/swapgs barriers and __user pointer sanitization'],
    bad: ['Vulnerable: __user pointer sanitization and usercopy barriers only; no swapgs barriers'],
  },
  'spectre-v2': {
    file: 'spectre_v2',
    good: [
      'Mitigation: Enhanced / Automatic IBRS; IBPB: conditional; STIBP: always-on; PBRSB-eIBRS: Not affected; BHI: Not affected',
      'Mitigation: Enhanced / Automatic IBRS; IBPB: conditional; PBRSB-eIBRS: SW sequence; BHI: SW loop, KVM: SW loop',
      'Mitigation: Retpolines, IBPB: conditional, IBRS_FW, STIBP: conditional, RSB filling, PBRSB-eIBRS: Not affected',
      'Mitigation: CSV2, BHB',
    ],
    bad: [
      'Vulnerable: eIBRS with unprivileged eBPF',
      'Vulnerable; IBPB: disabled; STIBP: disabled; PBRSB-eIBRS: Not affected; BHI: Vulnerable',
      'Vulnerable: Unprivileged eBPF enabled',
      'Mitigation: None',
      [
        'Mitigation: Enhanced / Automatic IBRS; IBPB: conditional; PBRSB-eIBRS: SW sequence; BHI: Vulnerable, KVM: SW loop',
        'spectre_v2, BHI: BHI: Vulnerable, KVM: SW loop',
      ],
      [
        'Mitigation: Retpolines, IBPB: disabled, STIBP: disabled, RSB filling',
        'spectre_v2, IBPB: IBPB: disabled',
      ],
      [
        'Mitigation: Enhanced IBRS, IBPB: conditional, RSB filling, PBRSB-eIBRS: Vulnerable',
        'spectre_v2, PBRSB-eIBRS: PBRSB-eIBRS: Vulnerable',
      ],
    ],
    unknown: ['something new'],
  },
  'spec-store-bypass': {
    file: 'spec_store_bypass',
    good: ['Mitigation: Speculative Store Bypass disabled via prctl and seccomp'],
    bad: ['Vulnerable'],
  },
  l1tf: {
    file: 'l1tf',
    good: [
      'Mitigation: PTE Inversion',
      'Mitigation: PTE Inversion; VMX: conditional cache flushes, SMT vulnerable',
      'Mitigation: PTE Inversion; VMX: vulnerable',
    ],
    bad: ['Vulnerable'],
  },
  mds: {
    file: 'mds',
    good: [
      'Mitigation: Clear CPU buffers; SMT vulnerable',
      'Mitigation: Clear CPU buffers; SMT disabled',
      'Mitigation: Clear CPU buffers; SMT Host state unknown',
    ],
    bad: [
      'Vulnerable: Clear CPU buffers attempted, no microcode; SMT Host state unknown',
      'Vulnerable; SMT vulnerable',
    ],
  },
  'tsx-async-abort': {
    file: 'tsx_async_abort',
    good: ['Mitigation: TSX disabled', 'Mitigation: Clear CPU buffers; SMT vulnerable'],
    bad: ['Vulnerable'],
  },
  'itlb-multihit': {
    file: 'itlb_multihit',
    good: ['KVM: Mitigation: VMX disabled', 'KVM: Mitigation: Split huge pages', 'Not affected'],
    bad: ['KVM: Vulnerable'],
  },
  srbds: {
    file: 'srbds',
    good: ['Mitigation: Microcode', 'Mitigation: TSX disabled'],
    bad: ['Vulnerable: No microcode'],
    unknown: ['Unknown: Dependent on hypervisor status'],
  },
  'mmio-stale-data': {
    file: 'mmio_stale_data',
    good: ['Mitigation: Clear CPU buffers; SMT vulnerable'],
    bad: ['Vulnerable: Clear CPU buffers attempted, no microcode; SMT Host state unknown'],
    unknown: ['Unknown: No mitigations'],
  },
  retbleed: {
    file: 'retbleed',
    good: [
      'Mitigation: untrained return thunk; SMT enabled with STIBP protection',
      'Mitigation: Enhanced IBRS',
    ],
    bad: ['Vulnerable', 'Vulnerable: untrained return thunk / IBPB on non-AMD based uarch'],
  },
  'spec-rstack-overflow': {
    file: 'spec_rstack_overflow',
    good: ['Mitigation: Safe RET', 'Mitigation: IBPB on VMEXIT only', 'Mitigation: SMT disabled'],
    bad: [
      'Vulnerable: Safe RET, no microcode',
      'Vulnerable: No microcode',
      'Vulnerable: Microcode, no safe RET',
    ],
  },
  'gather-data-sampling': {
    file: 'gather_data_sampling',
    good: ['Mitigation: Microcode', 'Mitigation: AVX disabled, no microcode'],
    bad: ['Vulnerable: No microcode'],
    unknown: ['Unknown: Dependent on hypervisor status'],
  },
  'reg-file-data-sampling': {
    file: 'reg_file_data_sampling',
    good: ['Mitigation: Clear Register File'],
    bad: ['Vulnerable: No microcode'],
  },
  ghostwrite: {
    file: 'ghostwrite',
    good: ['Mitigation: xtheadvector disabled', 'Not affected'],
    bad: ['Vulnerable'],
  },
  'indirect-target-selection': {
    file: 'indirect_target_selection',
    good: ['Mitigation: Aligned branch/return thunks', 'Mitigation: Retpolines, Stuffing RSB'],
    bad: ['Mitigation: Vulnerable, KVM: Not affected', 'Vulnerable'],
  },
  tsa: {
    file: 'tsa',
    good: ['Mitigation: Clear CPU buffers', 'Mitigation: Clear CPU buffers: user/kernel boundary'],
    bad: ['Mitigation: Clear CPU buffers: VM', 'Vulnerable: No microcode'],
  },
  vmscape: {
    file: 'vmscape',
    good: ['Mitigation: IBPB before exit to userspace', 'Mitigation: IBPB on VMEXIT'],
    bad: ['Vulnerable'],
  },
};

const GUESTS_ONLY = ['itlb-multihit', 'vmscape'];

it('has words to try for every row', () => {
  expect(Object.keys(WORDS).sort()).toEqual(checks.map(({ id }) => id.slice(4)).sort());
});

for (const check of checks) {
  const words = WORDS[check.id.slice(4)];
  if (words !== undefined) testFlaw(check, words, GUESTS_ONLY.includes(check.id.slice(4)));
}

function testFlaw(check: FlawCheck, { file, good, bad, unknown = [] }: Words, guestsOnly: boolean) {
  const failing = bad.map((words) => {
    const [text, reason] = typeof words === 'string' ? [words, `${file}: ${words}`] : words;
    return {
      name: text,
      given: { ...says(file, text), ...(guestsOnly ? KVM : {}) },
      because: [reason] as const,
    };
  });
  const [first, ...rest] = failing;
  if (first === undefined) throw new Error(`no failing words for ${check.id}`);
  testCheck(check, {
    pass: [
      { name: `${good[0]}, with guests`, given: { ...says(file, good[0]), ...KVM } },
      ...good.map((text) => ({ name: text, given: says(file, text) })),
    ],
    fail: [first, ...rest],
    unknown: [
      {
        name: 'a kernel that is too old for the file',
        given: says('meltdown_other', 'Not affected'),
      },
      { name: 'a kernel without the folder', given: {} },
      ...unknown.map((text) => ({ name: text, given: says(file, text) })),
    ],
    ...(guestsOnly
      ? { notApplicable: [{ name: 'no guests can run', given: says(file, bad[0] as string) }] }
      : {}),
  });
}

describe('cpu.l1tf', () => {
  const l1tf = checks.find(({ id }) => id === 'cpu.l1tf');
  if (l1tf === undefined) throw new Error('there is no cpu.l1tf');
  testCheck(l1tf, {
    pass: [
      {
        name: 'flushes for guests, threads left to cpu.smt',
        given: {
          ...says('l1tf', 'Mitigation: PTE Inversion; VMX: cache flushes, SMT vulnerable'),
          ...KVM,
        },
      },
    ],
    fail: [
      {
        name: 'no flushes where guests run',
        given: { ...says('l1tf', 'Mitigation: PTE Inversion; VMX: vulnerable'), ...KVM },
        because: ['l1tf, VMX: VMX: vulnerable'],
      },
    ],
    unknown: [{ name: 'files that may not be read', given: { [FILES]: DENIED } }],
  });
});
