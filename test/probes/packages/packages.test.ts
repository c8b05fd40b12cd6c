import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { installedPackages } from '../../../src/probes/packages/packages.ts';

const parse = (stdout: string, more: { exit?: number; stderr?: string } = {}) =>
  installedPackages.parse({ exit: 0, stderr: '', ...more, stdout });

const DPKG = `manager dpkg
Package: linux-image-6.1.0-28-amd64
Status: install ok installed
Priority: optional
Section: kernel
Installed-Size: 398452
Maintainer: Debian Kernel Team <debian-kernel@lists.debian.org>
Architecture: amd64
Source: linux-signed-amd64 (6.1.119+1)
Version: 6.1.119-1
Depends: kmod, linux-base (>= 4.3~), initramfs-tools (>= 0.120+deb8u2) | linux-initramfs-tool
Recommends: firmware-linux-free, apparmor
--
Package: linux-image-6.1.0-26-amd64
Status: deinstall ok config-files
Priority: optional
Section: kernel
Installed-Size: 398452
Architecture: amd64
Version: 6.1.112-1
Description: Linux 6.1 for 64-bit PCs (signed)

Package: linux-image-amd64
Status: hold ok installed
Architecture: amd64
Source: linux-signed-amd64 (6.1.119+1)
Version: 6.1.119-1
Description: Linux for 64-bit PCs (meta-package)
 This package depends on the latest Linux kernel
Package: login
Status: install ok installed
`;

describe('installed packages', () => {
  it('takes of dpkg what is in place, and knows what is held', () => {
    expect(parse(DPKG)).toEqual({
      state: 'value',
      value: {
        manager: 'dpkg',
        packages: [
          { name: 'linux-image-6.1.0-28-amd64', version: '6.1.119-1', architecture: 'amd64' },
          { name: 'linux-image-amd64', version: '6.1.119-1', architecture: 'amd64', held: true },
        ],
      },
    });
  });

  it('does not take a stanza without a version for an answer', () => {
    expect(
      parse('manager dpkg\nPackage: linux-image-amd64\nStatus: install ok installed\n').state,
    ).toBe('failed');
  });

  it('reads rpm with epoch, time and architecture', () => {
    const line =
      'kernel-core|0:5.14.0-503.15.1.el9_5|1733222400|x86_64\ngpg-pubkey|0:8483c65d-5ccc5b19|1700000000|(none)\n';
    expect(parse(`manager rpm\n${line}`)).toEqual({
      state: 'value',
      value: {
        manager: 'rpm',
        packages: [
          {
            name: 'kernel-core',
            version: '0:5.14.0-503.15.1.el9_5',
            architecture: 'x86_64',
            installedAt: 1733222400,
          },
          {
            name: 'gpg-pubkey',
            version: '0:8483c65d-5ccc5b19',
            architecture: '(none)',
            installedAt: 1700000000,
          },
        ],
      },
    });
  });

  it('reads apk and pacman', () => {
    expect(parse('manager apk\nP:linux-lts\nV:6.6.63-r0\nP:musl\nV:1.2.5-r0\n')).toMatchObject({
      value: {
        manager: 'apk',
        packages: [{ name: 'linux-lts', version: '6.6.63-r0' }, { name: 'musl' }],
      },
    });
    expect(
      parse(
        'manager pacman\n%NAME%\nlinux\n--\n%VERSION%\n6.12.1.arch1-1\n--\n%NAME%\nzlib\n--\n%VERSION%\n1:1.3.1-2\n',
      ),
    ).toMatchObject({
      value: {
        packages: [
          { name: 'linux', version: '6.12.1.arch1-1' },
          { name: 'zlib', version: '1:1.3.1-2' },
        ],
      },
    });
  });

  it('keeps nothing found, no manager, no permission and an error apart', () => {
    expect(parse('manager dpkg\n', { exit: 1 })).toMatchObject({ value: { packages: [] } });
    expect(parse('manager none\n')).toMatchObject({ value: { manager: 'none', packages: [] } });
    expect(parse('manager dpkg\n', { exit: 2, stderr: 'grep: x: Permission denied\n' }).state).toBe(
      'denied',
    );
    expect(parse('manager rpm\n', { exit: 1, stderr: 'error: cannot open Packages\n' }).state).toBe(
      'failed',
    );
    expect(parse('').state).toBe('failed');
  });

  it('gives an observation whatever a host prints', () => {
    const manager = fc.constantFrom('dpkg', 'rpm', 'apk', 'pacman', 'none', 'x');
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '--',
        '',
        'Package: linux-image-amd64',
        'Status: install ok installed',
        'P:a',
        'V:1',
        '%NAME%',
        '%VERSION%',
        'a|1|2|b',
      ),
    );
    fc.assert(
      fc.property(manager, fc.array(line), (name, lines) => {
        expect(parse(`manager ${name}\n${lines.join('\n')}`).state).toMatch(/^(value|failed)$/);
      }),
    );
  });
});
