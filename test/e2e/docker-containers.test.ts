import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import escapeChecks from '../../checks/runtime/escape-paths.ts';
import namespaceChecks from '../../checks/runtime/namespaces.ts';
import { judge } from '../../src/engine/judge.ts';
import type { IsolatedContainer } from '../../src/model/isolation.ts';
import { hostFacts } from '../../src/probes/host/host-facts.ts';
import { isolation } from '../../src/probes/isolation/isolation.ts';
import { checkIn } from '../support/check-in.ts';
import { type DockerEngine, IMAGE, startDockerEngine } from '../support/docker-engine.ts';
import { type Collected, runFacts, SHELLS } from '../support/run-script.ts';

const FACTS = [isolation, hostFacts];
let engine: DockerEngine;
let collected: Collected;

beforeAll(async () => {
  engine = await startDockerEngine();
  await engine.run('plain');
  await engine.run('privileged', '--privileged', '--volume=/run/docker.sock:/run/docker.sock');
  await engine.run('tracer', '--pid=host', '--cap-add=SYS_PTRACE');
  await engine.run(
    'locked',
    ...['--cap-drop=ALL', '--read-only', '--security-opt=no-new-privileges', '--user=1000:1000'],
    ...['--memory=64m', '--memory-swap=64m', '--pids-limit=50'],
  );
  await engine.run(
    'shared',
    ...['--network=host', '--ipc=host', '--uts=host', '--security-opt=systempaths=unconfined'],
  );
  await engine.run('mounts', '--volume=/etc:/of-host/etc', '--volume=/run:/of-host/run:ro');
  collected = runFacts(FACTS);
}, 120_000);

afterAll(async () => {
  await engine?.stop();
}, 60_000);

/** Of this engine: other tests may run containers of their own. */
const matrix = (from: Collected): readonly IsolatedContainer[] => {
  const seen = from.observe(isolation);
  if (seen.state !== 'value') throw new Error(seen.reason);
  return seen.value.filter(({ engine: by }) => by === 'docker');
};

function container(name: string, from = collected): IsolatedContainer {
  const found = matrix(from).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no container ${name}`);
  return found;
}

const pathsOf = (name: string): readonly string[] =>
  container(name).escapePaths.map(({ id }) => id);

const states = ({ barriers }: IsolatedContainer) =>
  Object.fromEntries(Object.entries(barriers).map(([name, { state }]) => [name, state]));

describe('containers of a real Docker Engine', () => {
  it('are all found, by name, engine and image', () => {
    expect(matrix(collected).map(({ name, engine: by, image }) => [name, by, image])).toEqual(
      ['locked', 'mounts', 'plain', 'privileged', 'shared', 'tracer'].map((name) => [
        name,
        'docker',
        IMAGE,
      ]),
    );
    expect(collected.observe(hostFacts)).toMatchObject({
      value: { engines: expect.stringContaining('Docker'), containers: expect.any(String) },
    });
  });

  it('an ordinary one has what Docker gives by default', () => {
    expect(states(container('plain'))).toMatchObject({
      user: 'open',
      pid: 'holds',
      network: 'holds',
      mount: 'holds',
      ipc: 'holds',
      uts: 'holds',
      seccomp: 'holds',
      capabilities: 'holds',
      noNewPrivileges: 'open',
      readOnlyRoot: 'open',
      limits: 'open',
      hostMounts: 'holds',
      devices: 'holds',
      sockets: 'holds',
    });
    expect(pathsOf('plain')).toEqual([]);
  });

  it('a privileged one with the socket has ways out', () => {
    expect(states(container('privileged'))).toMatchObject({
      seccomp: 'open',
      capabilities: 'open',
      devices: 'open',
      sockets: 'open',
    });
    for (const id of ['privileged', 'docker-socket', 'core-pattern', 'sys-admin-mount']) {
      expect(pathsOf('privileged')).toContain(id);
    }
  });

  it('one that sees the host’s processes and may trace them has one', () => {
    expect(states(container('tracer'))).toMatchObject({ pid: 'open', capabilities: 'open' });
    expect(pathsOf('tracer')).toEqual(['host-pid-ptrace']);
  });

  it('a locked one holds, limits included', () => {
    expect(states(container('locked'))).toMatchObject({
      seccomp: 'holds',
      capabilities: 'holds',
      noNewPrivileges: 'holds',
      readOnlyRoot: 'holds',
      limits: 'holds',
      hostMounts: 'holds',
    });
    expect(container('locked').barriers.limits.detail).toBe('memory 64 MiB, processes 50');
    expect(pathsOf('locked')).toEqual([]);
  });

  it('one that shares namespaces and kernel settings is seen to', () => {
    expect(states(container('shared'))).toMatchObject({
      network: 'open',
      ipc: 'open',
      uts: 'open',
      pid: 'holds',
    });
    expect(pathsOf('shared')).toEqual(['core-pattern']);
  });

  it('one with folders of the host is told by what they hold', () => {
    expect(container('mounts').barriers.hostMounts.detail).toBe('/etc writable, /run read-only');
    expect(container('mounts').barriers.sockets.detail).toContain('/run/docker.sock');
    expect(pathsOf('mounts')).toContain('docker-socket');
    expect(pathsOf('mounts')).toContain('host-system-mount');
  });

  it('are judged', () => {
    const check = checkIn(escapeChecks, 'runtime.escape-paths');
    expect(judge(check, collected.observe, '', undefined).outcome).toBe('fail');
    const pid = checkIn(namespaceChecks, 'runtime.host-pid');
    expect(judge(pid, collected.observe, '', undefined)).toEqual({
      outcome: 'fail',
      mismatches: [
        {
          subject: 'container tracer',
          expected: 'a process namespace of its own',
          actual: 'sees the host’s processes',
        },
      ],
    });
  });
});

describe('the collector', () => {
  it.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))(
    'sees the same under %s',
    (_, shell) => {
      expect(matrix(runFacts(FACTS, shell))).toEqual(matrix(collected));
    },
  );

  it('run by an ordinary user takes nothing that it may not read for held', () => {
    const user = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'sh'] as const;
    const seen = runFacts(FACTS, user);
    const list = matrix(seen);
    expect(list).toHaveLength(6);
    for (const { barriers } of list) {
      for (const name of ['pid', 'network', 'mount', 'ipc', 'uts', 'cgroup', 'devices'] as const) {
        expect(barriers[name].state).toBe('unknown');
      }
    }
    const check = checkIn(namespaceChecks, 'runtime.host-network');
    expect(judge(check, seen.observe, '', undefined).outcome).toBe('unknown');
  });
});
