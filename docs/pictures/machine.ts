import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createKey } from '../../test/support/sshd.ts';

/** Of every machine's sshd. */
export const PORT = 22_460;

export interface MachineRecipe {
  readonly name: string;
  /** Of 127.0.0.0/8. */
  readonly address: string;
  /** A root file system that several share; none writes to it. */
  readonly root: string;
  /** Run as root inside, once the file systems are there: what makes it unlike its neighbours. */
  readonly setUp: string;
}

/** A system with a root, processes, a name and an sshd of its own; the kernel is this machine's. */
export interface Machine {
  readonly name: string;
  readonly address: string;
  /** Its host key, `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;
  readonly stop: () => Promise<void>;
}

/** Mounts what the namespaces alone see, so that it goes when they go. */
const BOOT = `
mount --make-rprivate /
mkdir -p "$DIR/layer"
mount -t tmpfs tmpfs "$DIR/layer"
mkdir "$DIR/layer/upper" "$DIR/layer/work" "$DIR/layer/root"
cd "$DIR/layer"
mount -t overlay -o "lowerdir=$ROOT,upperdir=upper,workdir=work" overlay root
mount -t proc proc root/proc
mount --rbind /sys root/sys
mount --rbind /dev root/dev
mount -t tmpfs tmpfs root/run
mkdir -p root/run/sshd root/var/lib/docker root/root/.ssh
mount -t tmpfs tmpfs root/var/lib/docker
hostname "$NAME"
echo "$NAME" > root/etc/hostname
cp "$DIR/../key.pub" root/root/.ssh/authorized_keys
cp "$DIR/set-up" "$DIR/host_key" root/run/
cd root
exec chroot . /bin/sh -c '
sh -eu /run/set-up > /run/set-up.log 2>&1 || { cat /run/set-up.log >&2; exit 1; }
exec /usr/sbin/sshd -D -e -o "ListenAddress='"$LISTEN"'" -o HostKey=/run/host_key -o PidFile=none'
`;

/**
 * Starts one; `folder` holds what all of them share (`key.pub`) and what each is made of.
 * @throws Error with the end of what it printed when it does not come up.
 */
export async function startMachine(recipe: MachineRecipe, folder: string): Promise<Machine> {
  const { name, address, root, setUp } = recipe;
  const own = join(folder, name);
  mkdirSync(own);
  writeFileSync(join(own, 'set-up'), setUp);
  const hostKey = await createKey(join(own, 'host_key'));
  const words = ['--mount', '--pid', '--uts', '--ipc', '--fork', '--kill-child'];
  const child = spawn('unshare', [...words, 'sh', '-euc', BOOT], {
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      NAME: name,
      DIR: own,
      ROOT: root,
      LISTEN: `${address}:${PORT}`,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-4000);
  });
  await listening(child, () => log, name);
  return { name, address, hostKey: hostKey.line, stop: () => end(child) };
}

async function listening(child: ChildProcess, log: () => string, name: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (log().includes('Server listening')) return;
    if (child.exitCode !== null) break;
    await sleep(100);
  }
  await end(child);
  throw new Error(`${name} did not come up: ${log()}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
