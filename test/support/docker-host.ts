import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What dockerd reads unless it is told otherwise, and the only settings file that an audit reads. */
export const DAEMON_JSON = '/etc/docker/daemon.json';
const ASIDE = `${DAEMON_JSON}.before-test`;

/** Made by dockerd for `"userns-remap": "default"`, with ranges of ids. */
const REMAP_USER = 'dockremap';

/**
 * Puts the machine's own daemon.json aside. Resolves to what brings it back, and takes away what
 * a dockerd has left outside of its folders meanwhile.
 */
export async function borrowDockerHost(): Promise<() => Promise<void>> {
  const folder = await mkdir(dirname(DAEMON_JSON), { recursive: true });
  // One that is aside already was left by a run that was killed.
  await moveIfThere(ASIDE, DAEMON_JSON);
  await moveIfThere(DAEMON_JSON, ASIDE);
  const had = await hasUser();
  return async () => {
    await rm(DAEMON_JSON, { force: true });
    await moveIfThere(ASIDE, DAEMON_JSON);
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    if (!had) await removeUser();
  };
}

async function moveIfThere(from: string, to: string): Promise<void> {
  await rename(from, to).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause;
  });
}

const hasUser = (): Promise<boolean> =>
  run('getent', ['passwd', REMAP_USER]).then(
    () => true,
    () => false,
  );

/** userdel leaves the group or the ranges, depending on its release and settings. */
async function removeUser(): Promise<void> {
  for (const command of ['userdel', 'groupdel']) {
    await run(command, [REMAP_USER]).catch(() => undefined);
  }
  for (const path of ['/etc/subuid', '/etc/subgid']) {
    const text = await readFile(path, 'utf8').catch(() => '');
    const others = text.replaceAll(new RegExp(`^${REMAP_USER}:.*\n?`, 'gm'), '');
    if (others !== text) await writeFile(path, others);
  }
}
