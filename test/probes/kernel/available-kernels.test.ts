import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availableKernels } from '../../../src/probes/kernel/available-kernels.ts';

const parse = (stdout: string, more: { exit?: number; stderr?: string } = {}) =>
  availableKernels.parse({ exit: 0, stderr: '', ...more, stdout });

const LISTS = '/var/lib/apt/lists';

describe('available kernels', () => {
  it('knows which archive offers what', () => {
    const jammy = `${LISTS}/archive.ubuntu.com_ubuntu_dists_jammy-updates`;
    const output = `lists apt
${jammy}_main_binary-amd64_Packages:Package: linux-image-generic
${jammy}_main_binary-amd64_Packages-Architecture: amd64
${jammy}_main_binary-amd64_Packages-Version: 5.15.0.126.124
${jammy}_main_binary-amd64_Packages-Priority: optional
--
${jammy}_InRelease:Suite: jammy-updates
${jammy}_InRelease-Version: 22.04
`;
    expect(parse(output)).toMatchObject({
      value: {
        archives: [{ suite: 'jammy-updates', notAutomatic: false }],
        kernels: [
          {
            name: 'linux-image-generic',
            version: '5.15.0.126.124',
            architecture: 'amd64',
            archive: { suite: 'jammy-updates' },
          },
        ],
      },
    });
  });

  it('keeps apart what it cannot know', () => {
    expect(parse('lists none\n').state).toBe('unsupported');
    expect(parse('lists compressed\n').state).toBe('unsupported');
    expect(parse('lists empty\n').state).toBe('absent');
    expect(parse('').state).toBe('failed');
    expect(parse('lists apt\n', { exit: 1 }).state).toBe('value');
    expect(parse('lists apt\n', { exit: 2 }).state).toBe('failed');
    expect(parse('lists apt\n', { exit: 2, stderr: 'grep: x: Permission denied\n' }).state).toBe(
      'denied',
    );
  });

  it('gives an observation whatever a host prints', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        `${LISTS}/a_Packages:Package: linux-image-amd64`,
        `${LISTS}/a_Packages-Version: 1`,
        `${LISTS}/a_InRelease:Suite: x`,
        '--',
      ),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(parse(`lists apt\n${lines.join('\n')}`).state).toBe('value');
      }),
    );
  });
});
