import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kconfigOption } from '../../../src/probes/kconfig/kconfig-option.ts';
import { parseKernelBuild } from '../../../src/probes/kconfig/kernel-build.ts';
import { kconfig } from '../../../src/probes/readers/kconfig.ts';

const HEADER = '# Linux/x86 6.6.63 Kernel Configuration';

/** What a probe makes of a frame, as the collector hands it on. */
function read(stdout: string, stderr = '') {
  const shares = kconfig.split({ exit: 0, stdout, stderr }, ['@build', 'SECCOMP', 'KEXEC']);
  const share = (arg: string) => shares.get(arg) ?? { exit: 1, stdout: '', stderr: '' };
  return {
    build: parseKernelBuild(share('@build')),
    seccomp: kconfigOption('SECCOMP').parse(share('SECCOMP')),
    kexec: kconfigOption('KEXEC').parse(share('KEXEC')),
  };
}

describe('the build options of a kernel', () => {
  it('come from the kernel that runs', () => {
    const seen = read(
      `kernel 6.6.63-1-amd64\nfile /proc/config.gz\n${HEADER}\nCONFIG_SECCOMP=y\n# CONFIG_KEXEC is not set\nstatus 0\n`,
    );
    expect(seen.build).toEqual({
      state: 'value',
      value: {
        path: '/proc/config.gz',
        release: '6.6.63-1-amd64',
        version: [6, 6, 63],
        booted: true,
      },
    });
    expect(seen.seccomp).toEqual({ state: 'value', value: { setting: 'y' } });
    expect(seen.kexec).toEqual({ state: 'value', value: { setting: 'n' } });
  });

  it.each([
    ['6.6.63-0-lts', 'value'],
    ['6.6.62-0-lts', 'absent'],
  ])('of Alpine, whose file is named by flavour, for %s: %s', (release, state) => {
    const seen = read(`kernel ${release}\nfile /boot/config-lts\n${HEADER}\nstatus 0\n`);
    expect(seen.build.state).toBe(state);
  });

  it('of an image are those of its newest kernel', () => {
    const file = (release: string, seccomp: string) =>
      `file /boot/config-${release}\n${HEADER}\nCONFIG_SECCOMP=${seccomp}\nstatus 0\n`;
    const seen = read(file('6.6.63-9-amd64', 'm') + file('6.6.63-28-amd64', 'y'));
    expect(seen.build).toMatchObject({ value: { release: '6.6.63-28-amd64', booted: false } });
    expect(seen.seccomp).toEqual({ state: 'value', value: { setting: 'y' } });
  });

  it.each([
    ['no file', 'kernel 6.6.63\n', 'absent'],
    ['a closed folder', 'kernel 6.6.63\nclosed /boot\n', 'denied'],
    ['no release', 'kernel \n', 'failed'],
    [
      'an unpacker that failed',
      `kernel 6.6\nfile /proc/config.gz\n${HEADER}\nstatus 1\n`,
      'failed',
    ],
    ['a grep that said nothing', 'kernel 6.6\nfile /proc/config.gz\n', 'failed'],
  ])('with %s are no answer', (_, stdout, state) => {
    expect(read(stdout).build.state).toBe(state);
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.string(), (stdout) => {
        expect(read(`kernel 6.6\nfile x\n${stdout}`).build.state).toMatch(/^\w+$/);
      }),
    );
  });
});
