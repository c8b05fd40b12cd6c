import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planReadings } from '../../src/collector/plan.ts';
import type { IsolatedContainer } from '../../src/model/isolation.ts';
import { daemons } from '../../src/probes/engines/daemon-processes.ts';
import { isolation } from '../../src/probes/isolation/isolation.ts';
import { processes } from '../../src/probes/readers/processes.ts';
import { type DockerEngine, IMAGE, startDockerEngine } from '../support/docker-engine.ts';
import { type Collected, runFacts, runPlan } from '../support/run-script.ts';

let engine: DockerEngine;
const folder = mkdtempSync('/srv/hostward-');
const strange = join(folder, 'a\nfirst 1 b');

const start = (name: string, script: string, ...options: readonly string[]) =>
  engine.docker(
    ...['run', '-d', '--name', name, '--network=none', ...options, IMAGE],
    ...['/bin/sh', '-c', script],
  );

beforeAll(async () => {
  engine = await startDockerEngine();
  mkdirSync(strange);
  await engine.run('plain', `--volume=${strange}:/x`);
  await start('crowded', 'i=0; while [ $i -lt 5000 ]; do : >/dev/$i; i=$((i+1)); done; sleep 1d');
  await start(
    'impostor',
    'printf "#!/bin/sh\\nsleep 1d\\n" >/dockerd; chmod 755 /dockerd; /dockerd --host=tcp://0.0.0.0 password=hunter2',
  );
  await start('churning', 'while :; do sleep 0.01 & sleep 0.01; done');
  await start('trap', 'ln -s /dev /dev/host; mkdir "/dev/a\nfirst 1 x"; sleep 1d');
}, 120_000);

afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** Of this engine: other tests may run containers of their own. */
function matrix(from: Collected): readonly IsolatedContainer[] {
  const seen = from.observe(isolation);
  if (seen.state !== 'value') throw new Error(seen.reason);
  return seen.value.filter(({ engine: by }) => by === 'docker');
}

function one(name: string, from: Collected): IsolatedContainer {
  const found = matrix(from).find((container) => container.name === name);
  if (found === undefined) throw new Error(`no container ${name}`);
  return found;
}

describe('a container that works against the audit', () => {
  it('cannot hide its devices behind thousands of files', () => {
    expect(one('crowded', runFacts([isolation])).barriers.devices.state).toBe('unknown');
  });

  it('cannot pass for a daemon of the host, nor have its arguments read', () => {
    const seen = runFacts([isolation, daemons]);
    const list = seen.observe(daemons);
    expect(list).toMatchObject({ state: 'value' });
    const own = list.state === 'value' ? list.value.filter(({ name }) => name === 'dockerd') : [];
    expect(own.map(({ inContainer }) => inContainer).sort()).toEqual([false, true]);
    expect(JSON.stringify(seen.records)).not.toContain('hunter2');
  });

  it('cannot lead into the host’s /dev, nor write lines of its own', () => {
    expect(one('trap', runFacts([isolation])).barriers.devices).toEqual({
      state: 'holds',
      detail: 'only the usual ones',
    });
  });

  it('cannot make others vanish by starting and ending processes', () => {
    const states: string[] = [];
    for (let i = 0; i < 10; i++) {
      const seen = runFacts([isolation]);
      expect(matrix(seen).map(({ name }) => name)).toEqual([
        'churning',
        'crowded',
        'impostor',
        'plain',
        'trap',
      ]);
      states.push(one('churning', seen).barriers.pid.state);
      expect(one('plain', seen).escapePaths).toEqual([]);
    }
    // A process that ends while it is read leaves its own container untold, now and then.
    expect(states).not.toContain('open');
    expect(states.filter((state) => state === 'holds').length).toBeGreaterThanOrEqual(7);
  });

  it('cannot write lines of its own through the name of a mount', () => {
    expect(one('plain', runFacts([isolation])).barriers.hostMounts.detail).toBe(
      `nothing critical: ${folder}/a ⏎ first 1 b`,
    );
  });

  it('that keeps devices from being listed costs nothing but the devices', () => {
    const broken = {
      ...processes,
      sh: processes.sh.replace('exec grep -a', 'kill -9 $$; exec grep -a'),
    };
    const plan = planReadings([isolation]).map((read) =>
      read.reader === processes ? { ...read, reader: broken } : read,
    );
    const whole = one('plain', runFacts([isolation]));
    const { devices: _, ...barriers } = one('plain', runPlan(plan)).barriers;
    expect(barriers).toEqual(
      Object.fromEntries(Object.entries(whole.barriers).filter(([name]) => name !== 'devices')),
    );
  });
});
