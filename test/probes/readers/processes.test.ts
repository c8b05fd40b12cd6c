import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { containerProcesses } from '../../../src/probes/containers/container-processes.ts';
import { lockContainers } from '../../support/docker-engine.ts';
import { runFacts, SHELLS } from '../../support/run-script.ts';

const folder = mkdtempSync(join(tmpdir(), 'hostward-conmon-'));
let keeper: ChildProcess;
let unlock: () => Promise<void>;

/** As rootless Podman runs a container on cgroup v1: conmon keeps it, and no cgroup names it. */
beforeAll(async () => {
  unlock = await lockContainers();
  const conmon = join(folder, 'conmon');
  writeFileSync(
    conmon,
    '#!/bin/sh\nunshare --user --map-root-user --mount --pid --fork sleep 60 &\nwait\n',
    { mode: 0o755 },
  );
  keeper = spawn(conmon, { stdio: 'ignore', detached: true });
  for (let i = 0; i < 50 && !started(); i++) await sleep(100);
});

afterAll(async () => {
  if (keeper?.pid !== undefined) process.kill(-keeper.pid, 'SIGKILL');
  await unlock?.();
  rmSync(folder, { recursive: true, force: true });
});

/** The child has its mount namespace when it has a child of its own. */
function started(): boolean {
  const children = (pid: string): string =>
    readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  try {
    return children(children(`${keeper.pid}`)) !== '';
  } catch {
    return false;
  }
}

describe('the reader of processes', () => {
  it.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))(
    'finds a container without cgroup under %s',
    (_, shell) => {
      const seen = runFacts([containerProcesses], shell).observe(containerProcesses);
      if (seen.state !== 'value') throw new Error(seen.reason);
      const found = seen.value.containers.find(({ id }) => id === `conmon${keeper.pid}`);
      expect(found).toMatchObject({
        namespaces: { user: 'own', mnt: 'own', net: 'host' },
        processes: [{ name: 'unshare' }],
      });
      expect(found?.mounts?.length).toBeGreaterThan(0);
      expect(found?.devices).toBeDefined();
      // Its root is the host's.
      expect(found?.release).toMatchObject({
        id: /^ID="?(\w+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1],
      });
    },
  );
});
