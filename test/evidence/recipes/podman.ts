import { existsSync } from 'node:fs';
import { lockContainers } from '../../support/docker-engine.ts';
import { type Recipe, run } from './system.ts';

const ACCOUNT = 'builder';
const RUNTIME = '/run/user/4711';

/** Rootless Podman by an account of its own on this machine's kernel; no service manager is asked. */
export const podmanHere: Recipe = {
  with: async (take) => {
    const unlock = await lockContainers();
    const words = ['-m', '-u', '4711', '-s', '/bin/bash', ACCOUNT];
    if (!existsSync(`/home/${ACCOUNT}`)) run('useradd', words);
    run('install', ['-d', '-m', '700', '-o', ACCOUNT, '-g', ACCOUNT, RUNTIME]);
    try {
      asAccount(`mkdir -p ~/image/bin; cp /bin/busybox ~/image/bin/; ln -sf busybox ~/image/bin/sh
tar -C ~/image -cf - . | ${PODMAN} import - demo:1`);
      for (const options of ['--name plain', '--name tools --privileged -v /:/host']) {
        asAccount(`${PODMAN} run -d --network none --cgroups disabled ${options} demo:1 /bin/busybox sleep 1d`);
      }
      await take({ host: { connection: { transport: 'local' } } });
    } finally {
      asAccount(`${PODMAN} rm -fa -t 0; ${PODMAN} rmi -fa; ${PODMAN} unshare rm -rf ~/.local/share/containers || true`);
      run('userdel', ['-r', ACCOUNT]);
      run('rm', ['-rf', RUNTIME]);
      await unlock();
    }
  },
};

const PODMAN = 'podman --cgroup-manager=cgroupfs --events-backend=file --storage-driver=vfs';

const asAccount = (script: string): string =>
  run('runuser', ['-u', ACCOUNT, '--', 'env', `XDG_RUNTIME_DIR=${RUNTIME}`, `HOME=/home/${ACCOUNT}`, 'sh', '-ec', script]);
