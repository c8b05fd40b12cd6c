import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  flavourOf,
  kernelBanner,
  kernelRelease,
  ubuntuSignature,
} from '../../../src/probes/kernel/kernel-release.ts';

const parse = (stdout: string) => kernelRelease.parse({ exit: 0, stdout, stderr: '' });

describe('the kernel release', () => {
  it.each([
    ['6.1.0-28-amd64', [6, 1, 0], '6.1', 'amd64'],
    ['6.1.0-28-rt-amd64', [6, 1, 0], '6.1', 'rt-amd64'],
    ['6.12.48+deb13-cloud-amd64', [6, 12, 48], '6.12', 'cloud-amd64'],
    ['6.1.0-0.deb11.13-amd64', [6, 1, 0], '6.1', 'amd64'],
    ['6.8.0-1019-aws', [6, 8, 0], '6.8', 'aws'],
    ['6.8.12-4-pve', [6, 8, 12], '6.8', 'pve'],
    ['6.6.63-0-lts', [6, 6, 63], '6.6', 'lts'],
    ['5.14.0-503.15.1.el9_5.x86_64', [5, 14, 0], '5.14', ''],
    ['6.18', [6, 18, 0], '6.18', ''],
  ])('%s', (release, version, branch, flavour) => {
    expect(parse(`${release}\n`)).toEqual({
      state: 'value',
      value: { release, version, branch, flavour },
    });
  });

  it('takes nothing else for a release', () => {
    expect(parse('Plan 9\n').state).toBe('failed');
    expect(parse('').state).toBe('failed');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parse(text);
        flavourOf(text);
        kernelBanner.parse({ exit: 0, stdout: text, stderr: '' });
        ubuntuSignature.parse({ exit: 0, stdout: text, stderr: '' });
      }),
    );
  });
});
