import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuFeatures, isVirtual, X86_FEATURE } from '../../../src/probes/cpu/cpu-features.ts';
import { CPU, MODALIAS } from '../../support/cpu-modalias.ts';
import { observeFact } from '../../support/observe-fact.ts';

describe('cpu features', () => {
  it('knows vendor, guards and a hypervisor', () => {
    const seen = observeFact(cpuFeatures, { [MODALIAS]: CPU.virtual });
    if (seen.state !== 'value') throw new Error(seen.reason);
    expect(seen.value).toMatchObject({ type: 'x86', vendor: 'amd' });
    expect(isVirtual(seen.value)).toBe(true);
    for (const bit of Object.values(X86_FEATURE)) expect(seen.value.features.has(bit)).toBe(true);
  });

  it('counts bits as asm/cpufeatures.h does', () => {
    expect(X86_FEATURE).toEqual({ nx: 0x34, hypervisor: 0x9f, smep: 0x127, smap: 0x134 });
  });

  it('gives an observation whatever a host prints', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string().map((s) => `cpu:type:x86,ven0000:feature:${s}`),
    );
    fc.assert(
      fc.property(text, (stdout) => {
        expect(observeFact(cpuFeatures, { [MODALIAS]: stdout }).state).toMatch(/^(value|failed)$/);
      }),
    );
  });
});
