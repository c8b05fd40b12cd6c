import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createKey } from '../test/support/sshd.ts';
import type { ProcessFigures } from './process-figures.ts';

const LIVE_PORT = 22_571;
const DEAD_PORT = 22_572;
/** No more than the smallest fleet has: what grows with the fleet is measured, not with what is under way. */
const AT_ONCE = 100;
const AT_ONCE_WITH_DEAD = 200;
/** Seconds that a host has to answer. */
const TIMEOUT = 10;
const MAIN = join(import.meta.dirname, '..', 'dist', 'src', 'cli', 'main.js');

/** Few checks: what a host costs beside them is measured, and ten thousand of them do not take all day. */
const FEW = 'version: 1\nprofile: few\ntitle: Few checks\ninclude: [{ area: sysctl }]\n';

/** What a fleet costs one process as it grows, and what hosts cost that are down. */
export async function benchScale(sizes: readonly number[], withDead: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-bench-'));
  const servers: ChildProcess[] = [];
  try {
    await record(folder);
    servers.push(await start('light-hosts.ts', folder, String(LIVE_PORT)));
    servers.push(await start('black-hole.ts', String(DEAD_PORT)));
    console.log(`\nHosts that answer with a recording, one process`);
    const seen: ProcessFigures[] = [];
    for (const size of sizes)
      seen.push(await tell(folder, { live: size, dead: 0, atOnce: AT_ONCE }));
    tellGrowth(seen);
    const atOnce = AT_ONCE_WITH_DEAD;
    const alive = (withDead * 4) / 5;
    const without = await tell(folder, { live: alive, dead: 0, atOnce });
    const dying = await tell(folder, { live: alive, dead: withDead - alive, atOnce });
    const extra = dying.wallSeconds - without.wallSeconds;
    console.log(`  a fifth dead: ${extra.toFixed(1)} s more (bound ${TIMEOUT}, one timeout)`);
  } finally {
    for (const server of servers) server.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
}

interface Fleet {
  readonly live: number;
  readonly dead: number;
  readonly atOnce: number;
}

async function record(folder: string): Promise<void> {
  const key = await createKey(join(folder, 'host_key'));
  await createKey(join(folder, 'user_key'));
  writeFileSync(
    join(folder, 'known_hosts'),
    `[127.*]:${LIVE_PORT},[127.*]:${DEAD_PORT} ${key.line}\n`,
  );
  writeFileSync(join(folder, 'few.yaml'), FEW);
  const plan = [MAIN, 'plan', '--script', '-p', './few.yaml'];
  const body = execFileSync(process.execPath, plan, { cwd: folder });
  writeFileSync(join(folder, 'script'), `${body}\nmain ${'0'.repeat(32)} 20 60 </dev/null\n`);
  execFileSync('sh', ['-c', 'sh <script >stdout 2>stderr'], { cwd: folder });
}

async function start(name: string, ...args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, name), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

async function tell(folder: string, fleet: Fleet): Promise<ProcessFigures> {
  const figures = await auditOf(folder, fleet);
  const { wallSeconds, cpuSeconds, peakMegabytes, delayMs } = figures;
  const size = fleet.live + fleet.dead;
  const name = `${size} hosts, ${fleet.atOnce} at once${fleet.dead === 0 ? '' : `, ${fleet.dead} dead`}`;
  const cpu = ((cpuSeconds / size) * 1000).toFixed(1);
  console.log(
    `  ${name.padEnd(36)} ${wallSeconds.toFixed(1)} s, ${cpu} ms of CPU a host, ${peakMegabytes.toFixed(0)} MB, event loop late by ${delayMs.toFixed(0)} ms (p99; bound 50)`,
  );
  return figures;
}

async function auditOf(folder: string, { live, dead, atOnce }: Fleet): Promise<ProcessFigures> {
  writeFileSync(join(folder, 'inventory.yaml'), inventoryOf(folder, live, dead));
  const file = join(folder, 'figures.json');
  const args = [
    ...['--import', join(import.meta.dirname, 'process-figures.ts'), MAIN, 'audit', '-q'],
    ...[
      '-p',
      './few.yaml',
      '-i',
      join(folder, 'inventory.yaml'),
      '-o',
      join(folder, 'out'),
      '-f',
      'ndjson',
    ],
    ...['-c', String(atOnce), '--connect-timeout', String(TIMEOUT), '--fail-on', 'none'],
    ...['--min-complete', '1', '--store', join(folder, 'runs.db')],
  ];
  const env = { ...process.env, BENCH_FIGURES: file };
  await promisify(execFile)(process.execPath, args, { env, cwd: folder });
  const lines = readFileSync(join(folder, 'out', 'hosts.ndjson'), 'utf8').split('\n');
  const audited = lines.filter((line) => line.includes('"status":"audited"')).length;
  if (audited !== live) throw new Error(`${audited} hosts of ${live} were audited`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The dead lie evenly among the others. */
function inventoryOf(folder: string, live: number, dead: number): string {
  const size = live + dead;
  const hosts = Array.from({ length: size }, (_, n) => {
    const isDead = dead > 0 && n % Math.round(size / dead) === 0;
    const address = `127.${4 + (n >> 14)}.${(n >> 7) & 127}.${(n & 127) + 1}`;
    return `  h${n}: { address: ${address}, port: ${isDead ? DEAD_PORT : LIVE_PORT} }`;
  });
  return `version: 1
defaults: { user: root, identityFiles: [${join(folder, 'user_key')}], knownHosts: [${join(folder, 'known_hosts')}] }
hosts:
${hosts.join('\n')}
`;
}

function tellGrowth(seen: readonly ProcessFigures[]): void {
  const [small, large] = [seen[0], seen.at(-1)];
  if (small === undefined || large === undefined) throw new Error('nothing was measured');
  const growth = (large.peakMegabytes - small.peakMegabytes).toFixed(0);
  console.log(`  memory grows by ${growth} MB (bound 150)`);
}
