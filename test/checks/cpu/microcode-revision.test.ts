import check from '../../../checks/cpu/microcode-revision.ts';
import { CPU, MODALIAS } from '../../support/cpu-modalias.ts';
import { testCheck } from '../../support/test-check.ts';

const VERSIONS = 'text:/sys/devices/system/cpu/cpu*/microcode/version';
const cpus = (...revisions: string[]) =>
  revisions
    .map((text, i) => `/sys/devices/system/cpu/cpu${i}/microcode/version:${text}\n`)
    .join('');

testCheck(check, {
  pass: [
    {
      name: 'all alike',
      given: { [MODALIAS]: CPU.intel, [VERSIONS]: cpus('0x2b0005c0', '0x2b0005c0') },
    },
  ],
  fail: [
    {
      name: 'one left behind',
      given: { [MODALIAS]: CPU.intel, [VERSIONS]: cpus('0x2b0005c0', '0x2b000590') },
      because: ['microcode: 0x2b000590, 0x2b0005c0'],
    },
  ],
  notApplicable: [
    {
      name: 'a virtual machine',
      given: { [MODALIAS]: CPU.virtual, [VERSIONS]: cpus('0xffffffff') },
    },
    { name: 'arm64', given: { [MODALIAS]: CPU.arm64 } },
  ],
  manual: [{ name: 'a kernel that shows none', given: { [MODALIAS]: CPU.intel } }],
});
