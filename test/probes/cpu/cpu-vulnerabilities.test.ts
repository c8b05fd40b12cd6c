import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cpuVulnerabilities,
  parseFlawReport,
} from '../../../src/probes/cpu/cpu-vulnerabilities.ts';
import { observeFact } from '../../support/observe-fact.ts';

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
