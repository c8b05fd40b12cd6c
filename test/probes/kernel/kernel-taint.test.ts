import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kernelTaint } from '../../../src/probes/kernel/kernel-taint.ts';

describe('the taint of a kernel', () => {
  it('is every bit of the number', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 18 })), (bits) => {
        const stdout = `${bits.reduce((sum, bit) => sum + 2 ** bit, 0)}\n`;
        const seen = kernelTaint.parse({ exit: 0, stdout, stderr: '' });
        expect(seen.state === 'value' && [...seen.value].sort()).toEqual([...bits].sort());
      }),
    );
  });
});
