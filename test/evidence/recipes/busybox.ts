import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { confined } from './confined.ts';
import { WORK } from './debian-root.ts';
import { type Recipe, run } from './system.ts';

/** A root that holds nothing but busybox and what an account needs, under the kernel of this machine. */
export const busybox: Recipe = {
  with: async (take) => {
    const root = join(WORK, 'roots', 'busybox');
    rmSync(root, { recursive: true, force: true });
    for (const folder of ['bin', 'sbin', 'usr/bin', 'usr/sbin', 'etc', 'tmp', 'root', 'var']) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    chmodSync(join(root, 'tmp'), 0o1777);
    cpSync('/bin/busybox', join(root, 'bin/busybox'), { dereference: true });
    run('chroot', [root, '/bin/busybox', '--install', '-s']);
    writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
    writeFileSync(join(root, 'etc/group'), 'root:x:0:\n');
    writeFileSync(join(root, 'etc/shadow'), 'root:*:19000:0:99999:7:::\n', { mode: 0o600 });
    await take(confined('busybox', root));
  },
};
