import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuFeatures, isVirtual, X86_FEATURE } from '../../../src/probes/cpu/cpu-features.ts';
import {
  cpuVulnerabilities,
  parseFlawReport,
} from '../../../src/probes/cpu/cpu-vulnerabilities.ts';
import { kernelTaint } from '../../../src/probes/kernel/kernel-taint.ts';
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

describe('cpu vulnerabilities', () => {
  it('takes each file by its name', () => {
    const folder = '/sys/devices/system/cpu/vulnerabilities';
    const seen = observeFact(cpuVulnerabilities, {
      [`text:${folder}/*`]: `${folder}/mds:Mitigation: Clear CPU buffers; SMT vulnerable\n${folder}/srbds:Not affected\n`,
    });
    expect(seen.state === 'value' && Object.fromEntries(seen.value)).toEqual({
      mds: 'Mitigation: Clear CPU buffers; SMT vulnerable',
      srbds: 'Not affected',
    });
  });

  it('knows a standing or says that it does not, whatever the words', () => {
    const words = fc.constantFrom(
      'Not affected',
      'Mitigation: ',
      'Vulnerable',
      'KVM: ',
      'Unknown',
      '; ',
      ', ',
      'x',
    );
    fc.assert(
      fc.property(fc.array(words), (list) => {
        const text = list.join('');
        const report = parseFlawReport(text);
        expect(report.state).toMatch(/^(value|unsupported)$/);
        if (text.startsWith('Vulnerable')) {
          expect(report.state === 'value' ? report.value.standing : 'vulnerable').toBe(
            'vulnerable',
          );
        }
      }),
    );
  });
});

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
