import check from '../../../checks/kernel/livepatch-state.ts';
import { SYSFS } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const ENABLED = 'text:/sys/kernel/livepatch/*/enabled';
const TRANSITION = 'text:/sys/kernel/livepatch/*/transition';
const patch = (file: string, value: string) =>
  `/sys/kernel/livepatch/kpatch_5_14_1/${file}:${value}\n`;
const sys = { [SYSFS]: '4711\n' };

testCheck(check, {
  pass: [
    {
      name: 'applied',
      given: { ...sys, [ENABLED]: patch('enabled', '1'), [TRANSITION]: patch('transition', '0') },
    },
  ],
  fail: [
    {
      name: 'disabled, and stuck',
      given: { ...sys, [ENABLED]: patch('enabled', '0'), [TRANSITION]: patch('transition', '1') },
      because: ['kpatch_5_14_1: disabled', 'kpatch_5_14_1 transition: under way, or stuck'],
    },
  ],
  notApplicable: [{ name: 'no live patch', given: sys }],
  unknown: [{ name: 'no /sys', given: {} }],
});
