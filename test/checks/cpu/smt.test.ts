import check from '../../../checks/cpu/smt.ts';
import { testCheck } from '../../support/test-check.ts';

const FOLDER = '/sys/devices/system/cpu/vulnerabilities';
const FILES = `text:${FOLDER}/*`;
const ACTIVE = 'text:/sys/devices/system/cpu/smt/active';
const CONTROL = 'text:/sys/devices/system/cpu/smt/control';
const on = { [ACTIVE]: '1\n', [CONTROL]: 'on\n' };
const files = (...lines: string[]) => lines.map((line) => `${FOLDER}/${line}\n`).join('');
const KVM = 'stat:/dev/kvm';
const L1TF = 'l1tf:Mitigation: PTE Inversion; VMX: conditional cache flushes, SMT vulnerable';

testCheck(check, {
  pass: [
    {
      name: 'threads, and no flaw that crosses them',
      given: { ...on, [FILES]: files('mds:Not affected', 'l1tf:Not affected') },
    },
    {
      name: 'threads off, as on a Firecracker guest',
      given: {
        [ACTIVE]: '0\n',
        [CONTROL]: 'notsupported\n',
        [FILES]: files('mds:Mitigation: Clear CPU buffers; SMT disabled'),
      },
    },
    { name: 'L1TF without guests', given: { ...on, [FILES]: files(L1TF) } },
  ],
  fail: [
    {
      name: 'a Skylake server',
      given: {
        ...on,
        [FILES]: files(
          L1TF,
          'mds:Mitigation: Clear CPU buffers; SMT vulnerable',
          'spectre_v2:Mitigation: Retpolines; IBPB: conditional; STIBP: disabled; BHI: Retpoline',
        ),
        [KVM]: '660|0|104|root|kvm|character special file|0|1732000000|/dev/kvm\n',
      },
      because: [
        'l1tf between threads: Mitigation: PTE Inversion; VMX: conditional cache flushes, SMT vulnerable',
        'mds between threads: Mitigation: Clear CPU buffers; SMT vulnerable',
        'spectre_v2 between threads: Mitigation: Retpolines; IBPB: conditional; STIBP: disabled; BHI: Retpoline',
      ],
    },
  ],
  unknown: [
    {
      name: 'a guest that sees threads',
      given: { ...on, [FILES]: files('mds:Mitigation: Clear CPU buffers; SMT Host state unknown') },
    },
    { name: 'a kernel without the files', given: { [FILES]: files('mds:Not affected') } },
  ],
});
