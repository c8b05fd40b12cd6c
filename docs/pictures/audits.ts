import { execFile } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hostward } from '../../test/support/hostward.ts';
import { createKey } from '../../test/support/sshd.ts';
import { FLEET } from './fleet.ts';
import { type Machine, PORT, startMachine } from './machine.ts';

const run = promisify(execFile);

const BLACK_HOLE = { address: '127.0.20.1', port: 22_473 };
/** Its key is not the one on record. */
const MADE_ANEW = 'db-12.example.org';
const AT_ONCE = 4;

/**
 * Starts a fleet of 50 hosts, of which 47 are read, audits it three times while people repair and
 * break things between, and ends it. The folder has the last run's report then, and a store of all.
 */
export async function auditFleet(folder: string): Promise<void> {
  await createKey(join(folder, 'key'));
  const blackHole = await startBlackHole();
  const machines: Machine[] = [];
  try {
    const waiting = [...FLEET];
    const start = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        machines.push(await startMachine(next, folder));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, start));
    await writeFiles(folder, machines);
    for (const [n, commands] of BETWEEN.entries()) {
      await Promise.all(commands.map(([name, command]) => onHost(folder, name, command)));
      await audit(folder, `run-${n + 1}`);
    }
  } finally {
    await Promise.all(machines.map((machine) => machine.stop()));
    blackHole.close();
  }
}

/** Takes connections and never says a word. */
async function startBlackHole(): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(BLACK_HOLE.port, BLACK_HOLE.address, resolve));
  server.unref();
  return server;
}

/** Before each run, what happened on hosts since the one before. */
const BETWEEN: readonly (readonly (readonly [string, string])[])[] = [
  [],
  [
    ['web-03', 'chmod 644 /etc/docker/daemon.json'],
    ['web-11', 'chmod 660 /run/docker.sock'],
    ['api-06', 'docker rm -f proxy'],
    ['api-09', 'chmod 666 /run/docker.sock'],
  ],
  [
    ['api-09', 'chmod 660 /run/docker.sock'],
    ['api-02', 'docker rm -f logs'],
    ['db-04', 'usermod -aG root games || true'],
    [
      'web-05',
      'docker run -d --network none --name debug --cap-add SYS_ADMIN -v /:/host shop/base:2.4 /bin/busybox sleep 1d',
    ],
    ['ci-04', 'chmod 666 /run/docker.sock'],
  ],
];

async function onHost(folder: string, name: string, command: string): Promise<void> {
  const { address = '' } = FLEET.find((machine) => machine.name.startsWith(`${name}.`)) ?? {};
  await run('ssh', [
    ...['-F', 'none', '-o', 'BatchMode=yes', '-p', `${PORT}`, '-i', join(folder, 'key')],
    ...['-o', `UserKnownHostsFile=${join(folder, 'known_hosts')}`, `root@${address}`, command],
  ]);
}

async function writeFiles(folder: string, machines: readonly Machine[]): Promise<void> {
  const other = await createKey(join(folder, 'other_key'));
  const known = machines.map(({ name, address, hostKey }) => {
    const key = name === MADE_ANEW ? other.line : hostKey;
    return `[${address}]:${PORT} ${key}\n`;
  });
  writeFileSync(join(folder, 'known_hosts'), known.join(''));
  const hosts = machines.map(({ name, address }) => `  ${name}: { address: ${address} }\n`);
  writeFileSync(
    join(folder, 'inventory.yaml'),
    `version: 1
policy: { profiles: [site.yaml], waivers: [waivers.yaml] }
defaults: { user: root, port: ${PORT}, identityFiles: [key], knownHosts: [known_hosts] }
groups:
${['web', 'api', 'ci', 'db', 'edge'].map((role) => groupOf(role, machines)).join('')}
hosts:
${hosts.sort().join('')}  old-01.example.org: { address: 127.0.20.2, port: 1 }
  edge-09.example.org: { address: ${BLACK_HOLE.address}, port: ${BLACK_HOLE.port} }
`,
  );
  for (const name of ['site.yaml', 'waivers.yaml']) {
    copyFileSync(join(import.meta.dirname, name), join(folder, name));
  }
}

const groupOf = (role: string, machines: readonly Machine[]): string => {
  const names = machines.map(({ name }) => name).filter((name) => name.startsWith(`${role}-`));
  const user = role === 'edge' ? ', user: audit' : '';
  return `  ${role}: { hosts: [${names.sort().join(', ')}]${user}, labels: { role: ${role} } }\n`;
};

async function audit(folder: string, output: string): Promise<void> {
  const limits = ['--connect-timeout', '5', '--timeout', '60', '--fail-on', 'none', '-c', '8'];
  const { status, stderr } = await hostward(
    [
      ...['audit', '-i', 'inventory.yaml', '-p', 'site', '--store', 'runs.sqlite', '-f', 'html'],
      ...['-o', output, ...limits],
    ],
    { cwd: folder },
  );
  if (status !== 0 && status !== 3) throw new Error(stderr);
}
