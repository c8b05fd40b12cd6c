import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORK } from './debian-root.ts';
import { run, type System } from './system.ts';

/**
 * A root under the kernel of this machine: process ids, mounts, names and networks of its own,
 * so that nothing of what else runs here is recorded.
 */
export function confined(name: string, root: string): System {
  run('mkdir', ['-p', join(root, 'proc'), join(root, 'sys'), join(root, 'dev')]);
  const shell = join(WORK, `${name}.sh`);
  const mounts = [
    `mount -t proc proc ${root}/proc`,
    `mount -t sysfs -o ro sysfs ${root}/sys`,
    `mount -t tmpfs -o nosuid,mode=755 tmpfs ${root}/dev`,
    `mknod -m 666 ${root}/dev/null c 1 3`,
    `hostname ${name}`,
    `exec chroot ${root} /bin/sh "$@"`,
  ];
  const words = 'unshare --mount --pid --fork --uts --ipc --net --propagation private';
  writeFileSync(shell, `#!/bin/sh\nexec ${words} sh -c '${mounts.join('\n')}' sh "$@"\n`, {
    mode: 0o755,
  });
  return { host: { connection: { transport: 'local' } }, shell };
}
