import checks from '../../../checks/cpu/memory-guards.ts';
import { CPU, MODALIAS } from '../../support/cpu-modalias.ts';
import { testCheck } from '../../support/test-check.ts';

const [nx, smepSmap] = checks;
if (nx === undefined || smepSmap === undefined) throw new Error('two checks are wanted');

const common = {
  pass: [
    { name: 'a server', given: { [MODALIAS]: CPU.intel } },
    { name: 'a virtual machine', given: { [MODALIAS]: CPU.virtual } },
  ],
  notApplicable: [{ name: 'arm64', given: { [MODALIAS]: CPU.arm64 } }],
  unknown: [{ name: 'no alias', given: { [MODALIAS]: 'nonsense\n' } }],
} as const;

testCheck(nx, {
  ...common,
  fail: [
    {
      name: 'switched off in the firmware',
      given: { [MODALIAS]: CPU.noNx },
      because: ['nx: not offered by the processor, or switched off'],
    },
  ],
});
testCheck(smepSmap, {
  ...common,
  fail: [
    {
      name: 'the CPU model qemu64',
      given: { [MODALIAS]: CPU.qemu64 },
      because: [
        'smep: not offered by the processor, or switched off',
        'smap: not offered by the processor, or switched off',
      ],
    },
  ],
});
