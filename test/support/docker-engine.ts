import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, rmdir, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface DockerEngineOptions {
  /** More of daemon.json. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Flags of dockerd beside those that a test machine needs. */
  readonly flags?: readonly string[];
  /** Where its settings are written, and removed from afterwards; by default a temporary file. */
  readonly config?: string;
  /** By default Docker's own places: names of containers are read there. */
  readonly socket?: string;
  readonly dataRoot?: string;
  readonly execRoot?: string;
}

/** A Docker Engine that a test started, without network. Stop it whatever happens. */
export interface DockerEngine {
  readonly socket: string;
  /** Process id of dockerd. */
  readonly pid: number;
  /** Runs the client; resolves to what it printed. */
  readonly docker: (...args: readonly string[]) => Promise<string>;
  /** Starts a container of {@link IMAGE} that sleeps; resolves to its id. */
  readonly run: (name: string, ...options: readonly string[]) => Promise<string>;
  /** Removes all containers and what the engine wrote, and ends it. */
  readonly stop: () => Promise<void>;
}

/** Holds nothing but busybox. */
export const IMAGE = 'hostward-test:1';

const START_MS = 30_000;

/**
 * Starts dockerd (which starts its own containerd) as root, once no other test has one.
 * @throws Error when the machine has a Docker of its own, or dockerd does not start: with the end of its log.
 */
export async function startDockerEngine(options: DockerEngineOptions = {}): Promise<DockerEngine> {
  const unlock = await lockContainers();
  try {
    return await start(options, unlock);
  } catch (cause) {
    await unlock();
    throw cause;
  }
}

async function start(
  options: DockerEngineOptions,
  unlock: () => Promise<void>,
): Promise<DockerEngine> {
  const {
    socket = '/run/docker.sock',
    dataRoot = '/var/lib/docker',
    execRoot = '/run/docker',
  } = options;
  await clearWhatKilledTestLeft(socket, execRoot, dataRoot);
  for (const path of [socket, dataRoot]) {
    if (existsSync(path)) throw new Error(`${path} is there: this machine has a Docker of its own`);
  }
  await mkdir(dataRoot, { mode: 0o710 });
  await writeFile(join(dataRoot, MARK), '');
  const folder = await mkdtemp(join(tmpdir(), 'docker-engine-'));
  const config = options.config ?? join(folder, 'daemon.json');
  const settings = { ...(await trimmedRuntime(folder)), ...options.settings };
  await writeFile(config, JSON.stringify(settings));
  const places = ['-H', `unix://${socket}`, '--data-root', dataRoot, '--exec-root', execRoot];
  const child = spawn(
    'dockerd',
    [
      ...['--config-file', config, '--pidfile', join(folder, 'dockerd.pid'), ...places],
      ...['--iptables=false', '--bridge=none', ...(options.flags ?? [])],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const log: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => log.push(text));
  const docker = async (...args: readonly string[]): Promise<string> =>
    (await run('docker', ['-H', `unix://${socket}`, ...args])).stdout.trim();
  const stop = async () => {
    await removeContainers(docker);
    await end(child);
    await unmountBelow(execRoot, dataRoot);
    await Promise.all(
      [folder, ...globSync(`${execRoot}{,.*.*}`), dataRoot, socket, config].map((path) =>
        rm(path, { recursive: true, force: true }),
      ),
    );
    // Its own control groups, empty by now.
    for (const group of globSync('/sys/fs/cgroup/{,*/}docker')) {
      await rmdir(group).catch(() => undefined);
    }
    await unlock();
  };
  try {
    await untilReady(docker, child);
    await importImage(docker, folder);
  } catch (cause) {
    await stop();
    throw new Error(`dockerd did not start: ${log.join('').slice(-2000)}`, { cause });
  }
  return {
    socket,
    pid: child.pid ?? 0,
    docker,
    run: (name, ...more) =>
      docker('run', '-d', '--name', name, ...network(more), ...more, IMAGE, '/bin/sleep', '1d'),
    stop,
  };
}

/** In a data root that a test made: an engine that was killed with its test leaves it. */
const MARK = '.hostward-test';

/** Leaves a socket that somebody listens on, and a data root that no test made. */
async function clearWhatKilledTestLeft(
  socket: string,
  execRoot: string,
  dataRoot: string,
): Promise<void> {
  if (existsSync(socket) && (await isListening(socket))) return;
  await rm(socket, { force: true });
  if (!existsSync(join(dataRoot, MARK))) return;
  await unmountBelow(execRoot, dataRoot);
  await Promise.all([dataRoot, execRoot].map((path) => rm(path, { recursive: true, force: true })));
}

async function isListening(socket: string): Promise<boolean> {
  const connection = connect(socket);
  try {
    await once(connection, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    connection.destroy();
  }
}

const LOCK = join(tmpdir(), 'hostward-docker-engine.lock');
const LOCK_MS = 110_000;

/**
 * Waits until no other test has containers: test files run side by side, and each counts those of the
 * machine. Resolves to what lets the next one go on.
 */
export async function lockContainers(): Promise<() => Promise<void>> {
  const deadline = Date.now() + LOCK_MS;
  for (;;) {
    try {
      await writeFile(LOCK, `${process.pid}`, { flag: 'wx' });
      return () => rm(LOCK, { force: true });
    } catch (cause) {
      if (Date.now() > deadline) throw new Error(`another test holds ${LOCK}`, { cause });
    }
    const holder = Number(await readFile(LOCK, 'utf8').catch(() => '0'));
    if (holder > 0 && !existsSync(`/proc/${holder}`)) await rm(LOCK, { force: true });
    await sleep(200);
  }
}

/** dockerd leaves the namespace of a host-network container mounted; a killed one leaves all. */
async function unmountBelow(...folders: readonly string[]): Promise<void> {
  const mountPoints = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((path) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`)));
  for (const path of mountPoints.toReversed()) await run('umount', [path]).catch(() => undefined);
}

const network = (options: readonly string[]): readonly string[] =>
  options.some((option) => /^--net(work)?(=|$)/.test(option)) ? [] : ['--network=none'];

async function untilReady(docker: DockerEngine['docker'], child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (child.exitCode === null && Date.now() < deadline) {
    const version = await docker('version', '--format', '{{.Server.Version}}').catch(() => '');
    if (version !== '') return;
    await sleep(200);
  }
  throw new Error('no answer on its socket');
}

async function removeContainers(docker: DockerEngine['docker']): Promise<void> {
  const ids = await docker('ps', '-aq', '--no-trunc').catch(() => '');
  if (ids !== '') await docker('rm', '-f', '-v', ...ids.split('\n')).catch(() => '');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function importImage(docker: DockerEngine['docker'], folder: string): Promise<void> {
  const root = join(folder, 'image');
  await mkdir(join(root, 'bin'), { recursive: true });
  await Promise.all(['tmp', 'etc', 'var'].map((name) => mkdir(join(root, name))));
  await cp('/bin/busybox', join(root, 'bin/busybox'), { dereference: true });
  await Promise.all(
    ['sh', 'sleep', 'id', 'cat', 'ls'].map((name) => symlink('busybox', join(root, 'bin', name))),
  );
  execFileSync('tar', ['-C', root, '-cf', join(folder, 'image.tar'), '.']);
  await docker('import', join(folder, 'image.tar'), IMAGE);
}

const CAPABILITIES: readonly (readonly [string, number])[] = [
  ['CAP_SYS_RESOURCE', 24],
  ['CAP_SYS_TIME', 25],
  ['CAP_SYS_MODULE', 16],
  ['CAP_SYS_RAWIO', 17],
  ['CAP_SYS_BOOT', 22],
  ['CAP_MAC_ADMIN', 33],
  ['CAP_SYSLOG', 34],
];

/**
 * A machine that is itself confined cannot give a privileged container every capability, and runc refuses.
 * There a runtime of our own takes the missing ones out of what Docker asks for.
 */
async function trimmedRuntime(folder: string): Promise<Readonly<Record<string, unknown>>> {
  const digits = /^CapBnd:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  const own = BigInt(`0x${digits ?? '0'}`);
  const missing = CAPABILITIES.filter(([, bit]) => (own & (1n << BigInt(bit))) === 0n);
  if (missing.length === 0) return {};
  const path = join(folder, 'runc-trimmed');
  const edits = missing.map(([name]) => `-e 's/"${name}",//g' -e 's/,"${name}"//g'`).join(' ');
  await writeFile(
    path,
    `#!/bin/sh
bundle=
for word; do
  if [ "$bundle" = next ]; then bundle=$word; fi
  if [ "$word" = --bundle ]; then bundle=next; fi
done
if [ -f "$bundle/config.json" ]; then sed -i ${edits} "$bundle/config.json"; fi
exec runc "$@"
`,
    { mode: 0o755 },
  );
  return { runtimes: { trimmed: { path } }, 'default-runtime': 'trimmed' };
}
