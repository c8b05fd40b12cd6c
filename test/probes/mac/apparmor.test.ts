import fc from 'fast-check';
import { expect, it } from 'vitest';
import { apparmorEnabled, apparmorProfiles } from '../../../src/probes/mac/apparmor.ts';

const printed = (stdout: string) => ({ exit: 0, stdout, stderr: '' });

it('reads profiles whose names hold spaces and brackets', () => {
  expect(apparmorProfiles.parse(printed('a b (c)//null-/bin/x (kill)\n'))).toEqual({
    state: 'value',
    value: [{ name: 'a b (c)//null-/bin/x', mode: 'kill' }],
  });
});

it('gives an observation whatever a host prints', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(apparmorEnabled, apparmorProfiles), (text, probe) => {
      expect(['value', 'failed']).toContain(probe.parse(printed(text)).state);
    }),
  );
});
