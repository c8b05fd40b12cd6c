import { expect, it } from 'vitest';
import checks from '../../../checks/kernel/taint.ts';
import { testCheck } from '../../support/test-check.ts';

const TAINTED = 'text:/proc/sys/kernel/tainted';

/** A word of each event, as the mismatch says it, by bit. */
const EVENTS: Readonly<Record<string, readonly [bit: number, because: string]>> = {
  'kernel.taint-proprietary-module': [0, 'taint P (bit 0): a proprietary module was loaded'],
  'kernel.taint-forced-module-load': [1, 'taint F (bit 1): a module was force loaded'],
  'kernel.taint-out-of-specification': [2, 'taint S (bit 2): the system is out of specification'],
  'kernel.taint-forced-module-unload': [3, 'taint R (bit 3): a module was force unloaded'],
  'kernel.taint-machine-check': [4, 'taint M (bit 4): the processor reported a machine check'],
  'kernel.taint-bad-page': [5, 'taint B (bit 5): a page was found in a bad state'],
  'kernel.taint-userspace-request': [6, 'taint U (bit 6): a program asked for the mark'],
  'kernel.taint-oops': [7, 'taint D (bit 7): the kernel died: an oops or a BUG'],
  'kernel.taint-acpi-override': [8, 'taint A (bit 8): an ACPI table was overridden'],
  'kernel.taint-staging-driver': [10, 'taint C (bit 10): a staging driver was loaded'],
  'kernel.taint-out-of-tree-module': [
    12,
    'taint O (bit 12): a module from outside the kernel was loaded',
  ],
  'kernel.taint-soft-lockup': [14, 'taint L (bit 14): a soft lockup occurred'],
  'kernel.taint-in-kernel-test': [18, 'taint N (bit 18): an in-kernel test was run'],
};

it('has an event to try for every row', () => {
  expect(Object.keys(EVENTS)).toEqual(checks.map(({ id }) => id));
});

for (const check of checks) {
  const [bit, because] = EVENTS[check.id] ?? [63, ''];
  testCheck(check, {
    pass: [
      { name: 'not tainted', given: { [TAINTED]: '0\n' } },
      { name: 'every other bit', given: { [TAINTED]: `${2 ** 19 - 1 - 2 ** bit}\n` } },
    ],
    fail: [
      { name: 'this bit', given: { [TAINTED]: `${2 ** bit}\n` }, because: [because] },
      { name: 'all bits', given: { [TAINTED]: `${2 ** 19 - 1}\n` }, because: [because] },
    ],
    unknown: [
      { name: 'no number', given: { [TAINTED]: '-1\n' } },
      { name: 'no file', given: {} },
    ],
  });
}
