import fc from 'fast-check';
import { expect, it } from 'vitest';
import { activeLsms } from '../../../src/probes/mac/lsm.ts';

const printed = (stdout: string) => ({ exit: 0, stdout, stderr: '' });

it('reads the list of modules', () => {
  expect(activeLsms.parse(printed('lockdown,capability,yama'))).toMatchObject({
    value: ['lockdown', 'capability', 'yama'],
  });
});

it('gives an observation whatever a host prints', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(['value', 'failed']).toContain(activeLsms.parse(printed(text)).state);
    }),
  );
});
