import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../test/support/postgres.ts';
import { type Sshd, startSshd } from '../test/support/sshd.ts';
import { measure } from './measure.ts';

const main = join(import.meta.dirname, '..', 'dist', 'src', 'cli', 'main.js');
const node = `${process.execPath} --disable-warning=ExperimentalWarning ${main}`;

/**
 * Hosts that keep the machine busy, and hosts that are waited for, as those behind a network are: few
 * checks at a time, so that the two cores that play all of them do not set the pace.
 */
const FLEETS = [
  { name: 'busy hosts', port: 22_561, hosts: 100, atOnce: 8, profile: 'baseline', config: [] },
  {
    name: 'hosts that take two seconds to answer',
    port: 22_562,
    hosts: 80,
    atOnce: 4,
    profile: './few.yaml',
    config: ['ForceCommand sleep 2; exec sh'],
  },
] as const;

/** Hosts a second by 1, 2 and 4 workers, and by an audit that needs none. */
export async function benchWorkers(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-bench-'));
  const postgres = await startPostgres();
  const url = await postgres.database('queue');
  try {
    writeFileSync(
      join(folder, 'few.yaml'),
      'version: 1\nprofile: few\ntitle: Few checks\ninclude: [{ area: accounts }]\n',
    );
    for (const { port, config, ...fleet } of FLEETS) {
      const sshd = await startSshd({
        addresses: ['0.0.0.0'],
        port,
        maxStartups: 1000,
        config: ['SetEnv SHLVL=9', ...config],
      });
      try {
        await benchFleet({ ...fleet, sshd, folder, url });
      } finally {
        await sshd.stop();
      }
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true });
  }
}

interface Bench {
  readonly name: string;
  readonly hosts: number;
  /** By a process. */
  readonly atOnce: number;
  readonly profile: string;
  readonly sshd: Sshd;
  readonly folder: string;
  readonly url: string;
}

async function benchFleet({
  name,
  hosts,
  atOnce,
  profile,
  sshd,
  folder,
  url,
}: Bench): Promise<void> {
  const knownHosts = join(folder, 'known_hosts');
  const inventory = join(folder, 'inventory.yaml');
  writeFileSync(knownHosts, `[127.5.*]:${sshd.port} ${sshd.hostKey.line}\n`);
  const lines = Array.from({ length: hosts }, (_, i) => `127.5.${i >> 7}.${(i & 127) + 1}`);
  writeFileSync(
    inventory,
    `version: 1
defaults: { user: root, port: ${sshd.port}, identityFiles: [${sshd.identityFile}], knownHosts: [${knownHosts}] }
hosts:
${lines.map((address) => `  "${address}": {}`).join('\n')}
`,
  );
  const audit = `cd ${folder}; ${node} audit -q -p ${profile} -i ${inventory} -o ${join(folder, 'out')} -f json --timeout 300 --fail-on none --min-complete 90`;
  const direct = await measure(`${audit} -c ${atOnce}`);
  console.log(`\n${name}: ${hosts}, ${atOnce} at once a process`);
  console.log(`  from here  ${rate(hosts, direct.wallSeconds)}`);
  let alone = 0;
  for (const count of [1, 2, 4]) {
    const files = `--identity ${sshd.identityFile} --known-hosts ${knownHosts}`;
    const workers = await startWorkers(
      `${node} worker --queue ${url} -c ${atOnce} ${files}`,
      count,
    );
    const { wallSeconds } = await measure(`${audit} --queue ${url}`);
    await Promise.all(workers.map(end));
    if (count === 1) alone = wallSeconds;
    const ratio = (alone / wallSeconds).toFixed(2);
    console.log(`  ${count} workers  ${rate(hosts, wallSeconds)}, ${ratio} of one worker`);
  }
}

const rate = (hosts: number, seconds: number): string =>
  `${(hosts / seconds).toFixed(1)} hosts a second (${seconds.toFixed(1)} s)`;

/** Resolves once each waits for audits: how fast a process starts is not measured here. */
function startWorkers(command: string, count: number): Promise<readonly ChildProcess[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const worker = spawn('sh', ['-c', `exec ${command}`], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      await once(worker.stderr, 'data');
      worker.stderr.resume();
      return worker;
    }),
  );
}

async function end(worker: ChildProcess): Promise<void> {
  const ended = once(worker, 'exit');
  worker.kill('SIGTERM');
  await ended;
}
