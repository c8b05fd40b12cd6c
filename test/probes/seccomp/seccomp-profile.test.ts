import fc from 'fast-check';
import { describe, it } from 'vitest';
import { parseSeccompProfile } from '../../../src/probes/seccomp/seccomp-profile.ts';

describe('seccomp profiles', () => {
  it('never throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseSeccompProfile(text)),
    );
  });
});
