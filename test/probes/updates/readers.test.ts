import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dpkgState } from '../../../src/probes/packages/dpkg-state.ts';
import { outdatedProcesses } from '../../../src/probes/updates/deleted-files.ts';
import { runFacts, SHELLS } from '../../support/run-script.ts';

/** A program that is gone while it runs, as after an update. */
const PROGRAM = '/usr/local/bin/hostward-test-sleep';
let child: ReturnType<typeof spawn>;

beforeAll(async () => {
  copyFileSync('/bin/sleep', PROGRAM);
  child = spawn(PROGRAM, ['60'], { stdio: 'ignore' });
  await once(child, 'spawn');
  rmSync(PROGRAM);
});
afterAll(() => {
  child.kill();
});

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('%s', (_, shell) => {
  it('sees a program whose file is gone, and dpkg’s state', () => {
    const { observe } = runFacts([outdatedProcesses, dpkgState], shell);
    const processes = observe(outdatedProcesses);
    if (processes.state !== 'value') throw new Error(processes.reason);
    const own = processes.value.find(({ pid }) => pid === child.pid);
    expect(own?.paths).toEqual([PROGRAM]);
    expect(own?.name).toBe('hostward-test-s');
    const state = observe(dpkgState);
    expect(state.state).toMatch(/value|absent/);
  });
});
