import fc from 'fast-check';
import { expect, it } from 'vitest';
import { selinuxBoolean, selinuxConfig, selinuxEnforce } from '../../../src/probes/mac/selinux.ts';

const printed = (stdout: string) => ({ exit: 0, stdout, stderr: '' });

it('takes the last type of policy, and spaces at its end for none', () => {
  const config = 'SELINUXTYPE=mls\n  selinuxtype=targeted \t\nSELINUX=permissive\n';
  expect(selinuxConfig.parse(printed(config))).toEqual({
    state: 'value',
    value: { mode: 'permissive', type: 'targeted' },
  });
});

it('gives an observation whatever a host prints', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom(selinuxConfig, selinuxEnforce, selinuxBoolean('x')),
      (text, probe) => {
        expect(['value', 'failed']).toContain(probe.parse(printed(text)).state);
      },
    ),
  );
});
