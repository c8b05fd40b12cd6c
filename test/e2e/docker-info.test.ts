import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type DockerEngine, startDockerEngine } from '../support/docker-engine.ts';
import { borrowDockerHost, DAEMON_JSON } from '../support/docker-host.ts';
import { hostward } from '../support/hostward.ts';
import { auditedHostIn } from '../support/run-reports.ts';

/** What Docker says of itself and of a container: a second opinion on what is read from files and /proc. */
const infoSchema = z.object({
  ContainersRunning: z.int(),
  LiveRestoreEnabled: z.boolean(),
  LoggingDriver: z.string(),
  ExperimentalBuild: z.boolean(),
  CgroupVersion: z.string(),
  Driver: z.string(),
  SecurityOptions: z.array(z.string()),
  RegistryConfig: z.object({ InsecureRegistryCIDRs: z.array(z.string()) }),
});
const inspectSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  HostConfig: z.object({
    PidMode: z.string(),
    IpcMode: z.string(),
    UTSMode: z.string(),
    NetworkMode: z.string(),
    ReadonlyRootfs: z.boolean(),
    SecurityOpt: z.array(z.string()).nullable(),
  }),
});

const CONTAINERS: Readonly<Record<string, readonly string[]>> = {
  plain: [],
  shares: ['--pid=host', '--ipc=host', '--uts=host', '--network=host'],
  closed: ['--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges'],
  unfiltered: ['--security-opt=seccomp=unconfined'],
};

let folder: string;
let giveBack: () => Promise<void>;
let engine: DockerEngine | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-docker-info-'));
  giveBack = await borrowDockerHost();
  const settings = { 'live-restore': true, 'log-driver': 'local', experimental: true };
  engine = await startDockerEngine({ config: DAEMON_JSON, settings });
  for (const [name, options] of Object.entries(CONTAINERS)) await engine.run(name, ...options);
  await hostward(['audit', '--profile', 'strict', '-o', 'out', '-f', 'json'], { cwd: folder });
}, 240_000);

afterAll(async () => {
  await engine?.stop();
  await giveBack?.();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const told = async <T>(schema: z.ZodType<T>, ...args: readonly string[]): Promise<T> =>
  schema.parse(JSON.parse((await engine?.docker(...args, '--format', '{{json .}}')) ?? ''));

it('reads the daemon as `docker info` tells it', async () => {
  const info = await told(infoSchema, 'info');
  const host = auditedHostIn(join(folder, 'out'));
  const outcomes = Object.fromEntries(host.findings.map(({ check, outcome }) => [check, outcome]));
  const passes = (isRight: boolean) => (isRight ? 'pass' : 'fail');
  expect(host.containers).toHaveLength(info.ContainersRunning);
  expect(outcomes).toMatchObject({
    'daemon.live-restore': passes(info.LiveRestoreEnabled),
    'daemon.log-rotation': passes(info.LoggingDriver === 'local'),
    'daemon.experimental': passes(!info.ExperimentalBuild),
    'daemon.no-new-privileges': passes(info.SecurityOptions.includes('name=no-new-privileges')),
    'namespaces.docker-userns-remap': passes(info.SecurityOptions.includes('name=userns')),
    // 127.0.0.0/8 and ::1 are there for every daemon.
    'daemon.insecure-registries': passes(
      info.RegistryConfig.InsecureRegistryCIDRs.every((range) => /^(127\.|::1)/.test(range)),
    ),
    // Docker 20.10 says default, newer ones builtin.
    'seccomp.docker-profile': passes(
      info.SecurityOptions.some((option) =>
        /^name=seccomp,profile=(default|builtin)$/.test(option),
      ),
    ),
  });
});

it.each(Object.keys(CONTAINERS))(
  'reads how %s is confined as `docker inspect` tells it',
  async (name) => {
    const { Id, HostConfig } = await told(inspectSchema, 'inspect', name);
    const seen = auditedHostIn(join(folder, 'out')).containers.find((one) => one.name === name);
    const state = (isOpen: boolean) => ({ state: isOpen ? 'open' : 'holds' });
    const options = HostConfig.SecurityOpt ?? [];
    expect(Id.startsWith(seen?.id ?? 'none')).toBe(true);
    expect(seen?.barriers).toMatchObject({
      pid: state(HostConfig.PidMode === 'host'),
      ipc: state(HostConfig.IpcMode === 'host'),
      uts: state(HostConfig.UTSMode === 'host'),
      network: state(HostConfig.NetworkMode === 'host'),
      readOnlyRoot: state(!HostConfig.ReadonlyRootfs),
      noNewPrivileges: state(!options.some((option) => option.startsWith('no-new-privileges'))),
      seccomp: state(options.includes('seccomp=unconfined')),
    });
  },
);
