import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentAccount, loadInventory } from '../../src/inventory/load.ts';
import { UsageError } from '../../src/model/errors.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-inventory-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a file into the folder, with exactly this mode. */
function write(name: string, content: string | Uint8Array, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

const load = (path: string) =>
  loadInventory(path, { user: 'me', homeDirectory: join(folder, 'home') });

function problemOf(path: string): string {
  try {
    load(path);
  } catch (error) {
    if (error instanceof UsageError) return error.message.replaceAll(folder, '<folder>');
    throw error;
  }
  return 'no problem';
}

describe('reads', () => {
  it('hosts, and the hash of the bytes that the file has', () => {
    const text = 'version: 1\nhosts: { a: }\n';
    const { hosts, hash } = load(write('i.yaml', text, 0o644));
    expect(hosts).toMatchObject([{ name: 'a', connection: { endpoint: { user: 'me' } } }]);
    expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('a file with a byte order mark and Windows line ends', () => {
    const path = write('i.yaml', '\ufeffversion: 1\r\nhosts:\r\n  a:\r\n');
    expect(load(path).hosts).toHaveLength(1);
  });

  it('files that the inventory names, from its folder and the home directory on', () => {
    mkdirSync(join(folder, 'home'));
    write('key', 'k');
    write('home/known', '', 0o644);
    const text = 'version: 1\nhosts: { a: { identityFiles: [key], knownHosts: [~/known] } }';
    expect(load(write('i.yaml', text)).hosts).toMatchObject([
      {
        connection: {
          endpoint: { identityFiles: [join(folder, 'key')] },
          knownHostsFiles: [join(folder, 'home/known')],
        },
      },
    ]);
  });

  it('without being told who runs it', () => {
    const { user, homeDirectory } = currentAccount();
    const path = write('i.yaml', 'version: 1\nhosts: { a: }');
    expect(loadInventory(path).hosts).toMatchObject([
      {
        connection: {
          endpoint: { user },
          knownHostsFiles: [join(homeDirectory, '.ssh/known_hosts'), '/etc/ssh/ssh_known_hosts'],
        },
      },
    ]);
  });
});

describe('refuses an inventory that', () => {
  it('is not there', () => {
    expect(problemOf(join(folder, 'none.yaml'))).toBe(
      'inventory <folder>/none.yaml does not exist; name a file that this account may read',
    );
  });

  it('is a directory', () => {
    expect(problemOf(folder)).toBe('inventory <folder> is a directory; name a YAML file');
  });

  it('cannot be read', () => {
    symlinkSync('loop', join(folder, 'loop'));
    expect(problemOf(join(folder, 'loop'))).toContain('cannot be read (ELOOP)');
  });

  it('is larger than 10 MiB, whatever its size says', () => {
    const size = 10 * 1024 * 1024;
    const text = 'version: 1\nhosts: { a: }\n#';
    expect(problemOf(write('i.yaml', text.padEnd(size, '#')))).toBe('no problem');
    expect(problemOf(write('i.yaml', text.padEnd(size + 1, '#')))).toContain('larger than 10 MiB');
    expect(problemOf('/dev/zero')).toContain('larger than 10 MiB');
  });

  it('is not UTF-8', () => {
    expect(problemOf(write('i.yaml', Uint8Array.of(0x68, 0xff)))).toContain('is not UTF-8 text');
  });

  it('anyone may write', () => {
    expect(problemOf(write('i.yaml', 'version: 1\nhosts: { a: }', 0o666))).toBe(
      'inventory <folder>/i.yaml can be written by anyone (mode 0666), who could choose where root logs in; run: chmod o-w <folder>/i.yaml',
    );
  });

  it('is wrong, with its name as it was given', () => {
    expect(problemOf(write('i.yaml', 'version: 1\n'))).toContain('<folder>/i.yaml:1:1 no host');
  });
});

describe('refuses files that', () => {
  const text =
    'version: 1\nhosts:\n  a:\n    identityFiles:\n      - key\n    knownHosts: [known]\n';

  it('are not there, each with its line', () => {
    expect(problemOf(write('i.yaml', text)).split('\n')).toEqual([
      '<folder>/i.yaml:5:9 identity file "<folder>/key" does not exist; expected a file that is there',
      '<folder>/i.yaml:6:18 known hosts file "<folder>/known" does not exist; expected a file that is there',
    ]);
  });

  it('are directories or cannot be read', () => {
    mkdirSync(join(folder, 'key'));
    symlinkSync('known', join(folder, 'known'));
    const problem = problemOf(write('i.yaml', text));
    expect(problem).toContain('i.yaml:5:9 identity file "<folder>/key" is a directory');
    expect(problem).toContain(
      'i.yaml:6:18 known hosts file "<folder>/known" cannot be read (ELOOP)',
    );
  });

  it('are public keys', () => {
    write('id.pub', 'ssh-ed25519 AAAA', 0o644);
    const path = write('i.yaml', 'version: 1\nhosts: { a: { identityFiles: [id.pub] } }');
    expect(problemOf(path)).toContain('is a public key; expected the private key beside it');
  });

  it.each([0o640, 0o604, 0o660, 0o610])('are private keys of mode %o', (mode) => {
    write('key', 'k', mode);
    write('known', '', 0o644);
    expect(problemOf(write('i.yaml', text))).toBe(
      `<folder>/i.yaml:5:9 identity file "<folder>/key" is open to others (mode 0${mode.toString(8)}); expected mode 0600, run: chmod 600 <folder>/key`,
    );
  });

  it('and no others: keys that only their owner may use are fine', () => {
    write('known', '', 0o644);
    for (const mode of [0o600, 0o400, 0o700]) {
      write('key', 'k', mode);
      expect(problemOf(write('i.yaml', text))).toBe('no problem');
    }
  });
});
