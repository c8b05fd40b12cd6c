import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportSchema } from '../../reports/json/schema.ts';
import { type CommandRun, hostward, MAIN } from '../support/hostward.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';

const PORT = 22_471;
const HOSTS = 300;
const NAMES = Array.from({ length: HOSTS }, (_, i) => `node${String(i + 1).padStart(3, '0')}`);
const addressOf = (i: number) => `127.0.${40 + Math.floor(i / 200)}.${1 + (i % 200)}`;

let folder: string;
let sshd: Sshd;
let postgres: Postgres;
let url: string;
let sql: Pool;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-workers-'));
  [sshd, postgres] = await Promise.all([
    startSshd({
      addresses: ['0.0.0.0'],
      port: PORT,
      maxStartups: 300,
      config: ['SetEnv SHLVL=9'],
    }),
    startPostgres(),
  ]);
  url = await postgres.database('queue');
  sql = new Pool({ connectionString: url });
  sql.on('error', () => undefined);
  writeFileSync(
    join(folder, 'known_hosts'),
    `[127.0.40.*]:${PORT} ${sshd.hostKey.line}\n[127.0.41.*]:${PORT} ${sshd.hostKey.line}\n`,
  );
  // Neither key nor known hosts are where the audit runs: workers have theirs.
  writeFileSync(
    join(folder, 'fleet.yaml'),
    `version: 1
defaults: { user: root, port: ${PORT}, identityFiles: [no-such-key], knownHosts: [nowhere] }
groups:
  inner: { hosts: ["node[001:250]"], labels: { place: inside } }
  outer: { hosts: ["node[251:300]"], zone: outside }
hosts:
${NAMES.map((name, i) => `  ${name}: { address: ${addressOf(i)} }`).join('\n')}
`,
  );
  const direct = readFileSync(join(folder, 'fleet.yaml'), 'utf8')
    .replace('no-such-key', sshd.identityFile)
    .replace('nowhere', 'known_hosts');
  writeFileSync(join(folder, 'direct.yaml'), direct);
  writeFileSync(
    join(folder, 'small.yaml'),
    'version: 1\nprofile: small\ntitle: Small\ninclude: [{ area: accounts }, { area: ssh }]\n',
  );
});

afterAll(async () => {
  for (const { process: each } of workers) each.kill('SIGKILL');
  await sql.end();
  await postgres.stop();
  await sshd.stop();
  rmSync(folder, { recursive: true });
});

interface WorkerProcess {
  readonly process: ChildProcess;
  /** Lines of its log so far. */
  readonly events: () => readonly { readonly event: string; readonly host?: string }[];
  readonly ended: Promise<unknown>;
}

function startWorker(name: string, extra: readonly string[] = [], main = MAIN): WorkerProcess {
  const files = ['--identity', sshd.identityFile, '--known-hosts', 'known_hosts'];
  const args = ['worker', '--queue', url, '--name', name, '-c', '8', ...files, ...extra];
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const worker = {
    process: child,
    ended: once(child, 'exit'),
    events: () =>
      log
        .split('\n')
        .filter((line) => line.startsWith('{') && line.endsWith('}'))
        .map((line) => JSON.parse(line)),
  };
  workers.push(worker);
  return worker;
}

const readBy = (worker: WorkerProcess): readonly string[] =>
  worker.events().flatMap(({ event, host = '' }) => (event === 'host.read' ? [host] : []));

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

const reportIn = (name: string) =>
  reportSchema.parse(JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8')));

const audit = (inventory: string, output: string, ...extra: readonly string[]) =>
  hostward(
    ['audit', '-i', inventory, '-p', './small.yaml', '-f', 'json', '-o', output, ...extra].concat(
      '--fail-on',
      'none',
    ),
    { cwd: folder },
  );

/** What two audits of one machine may tell differently: tests beside this one run containers. */
const OF_THE_MOMENT = {
  collectedAt: '',
  durationMs: 0,
  clockSkewSeconds: 0,
  containers: [],
  facts: {},
  worker: '',
};

/** Has the database write down each job that is tried again, however shortly it is there. */
const noteRetries = () =>
  sql.query(`
    CREATE TABLE retried (id uuid);
    CREATE FUNCTION note_retry() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN INSERT INTO retried VALUES (NEW.id); RETURN NEW; END';
    CREATE TRIGGER note_retry AFTER UPDATE ON hostward_queue.job
      FOR EACH ROW WHEN (NEW.retry_count > OLD.retry_count) EXECUTE FUNCTION note_retry()`);

describe('three workers, one of which is killed, over 300 hosts', () => {
  let run: CommandRun;
  let retried: number;
  let survivors: readonly WorkerProcess[];

  beforeAll(async () => {
    const both = ['--zone', 'default', '--zone', 'outside'];
    survivors = [startWorker('one', both), startWorker('two')];
    const victim = startWorker('victim', both);
    const running = audit('fleet.yaml', 'by-queue', '--queue', url);
    await until(() => readBy(victim).length >= 5);
    await noteRetries();
    victim.process.kill('SIGKILL');
    run = await running;
    retried = (await sql.query('SELECT DISTINCT id FROM retried')).rows.length;
  });

  it('lose nothing and give nothing twice', () => {
    const { hosts, run: info } = reportIn('by-queue');
    expect(info.complete).toBe(true);
    expect(hosts.map(({ name }) => name).sort()).toEqual(NAMES);
    expect(hosts.filter(({ status }) => status !== 'audited')).toEqual([]);
    const readers = new Set(hosts.map((host) => (host.status === 'audited' ? host.worker : '')));
    expect(readers).toEqual(new Set(['one', 'two', 'victim']));
    expect(readdirSync(join(folder, 'by-queue', 'evidence'))).toHaveLength(HOSTS);
    expect(run.status).toBe(0);
  });

  it('read again what the dead one held, and share the work', () => {
    expect(retried).toBeGreaterThan(0);
    for (const worker of survivors) expect(readBy(worker).length).toBeGreaterThan(20);
    const [, inner] = survivors;
    const outer = new Set(NAMES.slice(250));
    expect(inner === undefined ? [] : readBy(inner).filter((name) => outer.has(name))).toEqual([]);
  });

  it('leave nothing of the run in the database', async () => {
    const { rows } = await sql.query('SELECT name FROM hostward_queue.job');
    expect(rows).toEqual([]);
  });

  it('give the same findings as an audit from here', async () => {
    await audit('direct.yaml', 'direct', '--limit', 'node00*');
    const direct = reportIn('direct').hosts;
    expect(direct).toHaveLength(9);
    const names = new Set(direct.map(({ name }) => name));
    const byQueue = reportIn('by-queue').hosts.filter(({ name }) => names.has(name));
    const likeness = (hosts: typeof direct) =>
      hosts
        .flatMap((host) => (host.status === 'audited' ? [{ ...host, ...OF_THE_MOMENT }] : []))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(likeness(byQueue)).toEqual(likeness(direct));
  });
});

describe('a database that crashes under an audit', () => {
  it('is waited for, and every host is counted once', async () => {
    const [worker] = workers;
    if (worker === undefined) throw new Error('no worker');
    const before = readBy(worker).length;
    const running = audit(
      'fleet.yaml',
      'crash',
      '--queue',
      url,
      '--limit',
      'node00*,node26*,node27*',
    );
    await until(() => readBy(worker).length > before);
    await postgres.crash();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await postgres.start();
    const { stderr, status } = await running;
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /the database of the queue is away .*\n.*the database of the queue is back/,
    );
    const { hosts } = reportIn('crash');
    expect(hosts.map(({ name }) => name)).toHaveLength(29);
    expect(new Set(hosts.map(({ name, status: ended }) => `${name} ${ended}`)).size).toBe(29);
    expect(hosts.filter(({ status: ended }) => ended !== 'audited')).toEqual([]);
  });
});

describe('a worker of another version', () => {
  it('refuses in words, and another reads its hosts', async () => {
    const root = join(import.meta.dirname, '..', '..');
    const other = join(folder, 'other-version');
    for (const part of ['src', 'checks', 'reports']) {
      cpSync(join(root, part), join(other, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(other, 'node_modules'));
    const manifest = readFileSync(join(root, 'package.json'), 'utf8');
    writeFileSync(
      join(other, 'package.json'),
      manifest.replace(/"version": "[^"]+"/, '"version": "0.0.9"'),
    );
    const old = startWorker('old', [], join(other, 'src', 'cli', 'main.ts'));
    await until(() => old.events().length > 0);
    const { stderr, status } = await audit(
      'fleet.yaml',
      'versions',
      '--queue',
      url,
      '--limit',
      'node0*',
    );
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /worker old refuses this audit: it is hostward 0\.0\.9, the audit is hostward \S+; run one version/,
    );
    expect(old.events().map(({ event }) => event)).toEqual(['worker.started', 'run.refused']);
  });
});

describe('an audit that is stopped', () => {
  it('reports what has come, ends as signals do, and leaves nothing in the queue', async () => {
    const [worker] = workers;
    if (worker === undefined) throw new Error('no worker');
    const before = readBy(worker).length;
    const words = ['-i', 'fleet.yaml', '-p', './small.yaml', '-f', 'json', '-o', 'stopped'];
    const child = spawn(process.execPath, [MAIN, 'audit', ...words, '--queue', url], {
      cwd: folder,
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    await until(() => readBy(worker).length > before);
    child.kill('SIGTERM');
    expect(await ended).toEqual([143, null]);
    const { hosts, run } = reportIn('stopped');
    expect(run.complete).toBe(false);
    expect(hosts).toHaveLength(HOSTS);
    const { rows } = await sql.query('SELECT name FROM hostward_queue.job');
    expect(rows).toEqual([]);
  });
});

describe('a worker that is told to end', () => {
  it('reads what it has begun, and ends with 0', async () => {
    const [, ...others] = workers;
    for (const { process: each } of others) each.kill('SIGTERM');
    await Promise.all(others.map(({ ended }) => ended));
    expect(others[0]?.process.exitCode).toBe(0);
    expect(others[0]?.events().at(-1)).toMatchObject({ event: 'worker.stopped' });
  });
});

describe('what is refused in words', () => {
  it.each([
    ['a password in the URL', `postgres://u:p4ss@127.0.0.1/x`, /--queue holds a password/],
    ['no PostgreSQL', 'mysql://127.0.0.1/x', /takes the URL of a PostgreSQL database/],
    [
      'no database there',
      'postgres://u@127.0.0.1:1/x',
      /the database does not serve: .*ECONNREFUSED/,
    ],
  ])('%s', async (_, queue, words) => {
    const { status, stderr } = await audit('fleet.yaml', 'refused', '--queue', queue);
    expect(stderr).toMatch(words);
    expect(stderr).not.toContain('p4ss');
    expect(status).toBe(2);
  });

  it('hosts that no worker could reach, and options that are theirs', async () => {
    const local = await hostward(['audit', '--queue', url], { cwd: folder });
    expect(local).toMatchObject({ status: 2 });
    expect(local.stderr).toContain('is on this machine (transport local)');
    const secret = await audit('fleet.yaml', 'refused', '--queue', url, '-K');
    expect(secret.stderr).toContain('give --ask-become-pass to hostward worker');
  });

  it('a zone that no worker serves', async () => {
    const limit = ['--limit', 'node00*,node300', '--patience', '3'];
    const nobody = await postgres.database('nobody');
    const { status, stderr } = await audit('fleet.yaml', 'unserved', '--queue', nobody, ...limit);
    expect(status).toBe(3);
    expect(stderr).toContain('node300: no-worker: no worker serves zone outside');
    expect(stderr).toContain('node001: no-worker: no worker serves zone default');
  });
});
