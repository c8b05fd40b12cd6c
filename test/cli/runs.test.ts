import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandRun, hostward } from '../support/hostward.ts';

let folder: string;
let env: NodeJS.ProcessEnv;
let root: string;
const ids: string[] = [];

const run = (...words: readonly string[]): Promise<CommandRun> =>
  hostward(words, { cwd: folder, env });
const image = () => {
  const path = mkdtempSync(join(folder, 'image-'));
  return path;
};

/** Audits a folder as a system that is not booted: quick, and the same everywhere. */
async function audit(root: string, ...words: readonly string[]): Promise<CommandRun> {
  const done = await run(
    'audit',
    '--image',
    root,
    '-q',
    '-f',
    'json',
    '--fail-on',
    'none',
    ...words,
  );
  return done;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-runs-'));
  env = { XDG_STATE_HOME: join(folder, 'state') };
  root = image();
  mkdirSync(join(root, 'etc'));
  for (let day = 0; day < 3; day += 1) {
    await audit(root, '-o', `day-${day}`);
    const { run: info } = JSON.parse(
      readFileSync(join(folder, `day-${day}`, 'report.json'), 'utf8'),
    );
    ids.unshift(info.id);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('runs', () => {
  it('lists what audits kept, the newest first', async () => {
    const { stdout } = await run('runs', 'list', '--json');
    const { formatVersion, runs } = JSON.parse(stdout);
    expect(formatVersion).toBe(1);
    expect(runs.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(runs[0]).toMatchObject({ hosts: 1, expected: 1, finished: { profile: 'baseline' } });
    expect((await run('runs', 'list')).stdout.split('\n')[0]).toMatch(/^\S+ {2}1 host {2}complete/);
  });

  it('shows what stands in one', async () => {
    const { stdout } = await run('runs', 'show', 'latest~1');
    expect(stdout).toContain(`run      ${ids[1]}, `);
    const shown = JSON.parse((await run('runs', 'show', ids[1] ?? '', '--json')).stdout);
    expect(shown).toMatchObject({ id: ids[1], hosts: [{ status: 'audited' }] });
    expect(shown.results).toEqual(shown.hosts[0].results);
  });

  it('exports the folder that the audit made', async () => {
    expect((await run('runs', 'export', 'latest~2', 'out')).status).toBe(0);
    for (const name of ['hosts.ndjson', 'run.json', 'policy.json']) {
      expect(readFileSync(join(folder, 'out', name), 'utf8')).toBe(
        readFileSync(join(folder, 'day-0', name), 'utf8'),
      );
    }
    const evidence = readdirSync(join(folder, 'day-0', 'evidence'));
    expect(readdirSync(join(folder, 'out', 'evidence'))).toEqual(evidence);
    expect((await run('diff', 'out', 'day-0')).stdout).toContain('No finding changed.');
    expect((await run('runs', 'export', 'latest', 'out')).stderr).toContain('holds a run already');
  });

  it('imports into another store, once', async () => {
    const words = ['runs', 'import', 'day-0', 'day-1', '--store', 'other.sqlite'];
    expect((await run(...words)).stdout).toContain(`${ids[2]}: 1 host`);
    expect(await run(...words)).toMatchObject({ status: 2 });
    const { stdout } = await run('runs', 'list', '--store', 'other.sqlite');
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(statSync(join(folder, 'other.sqlite')).mode & 0o777).toBe(0o600);
  });

  it('is named by id, beginning and age, wherever a run is asked for', async () => {
    const [newest = ''] = ids;
    expect((await run('diff')).stdout).toContain(newest);
    expect((await run('report', newest.slice(0, -1), '-f', 'csv', '-o', 'csv')).status).toBe(0);
    expect((await run('baseline', 'init', 'latest')).status).toBe(0);
    expect((await run('trend', 'latest', 'latest~1')).status).toBe(0);
    expect((await run('report', '2', '-f', 'csv')).stderr).toContain('3 runs of');
    expect((await run('report', 'latest~9', '-f', 'csv')).stderr).toContain('too few');
  });

  it('tells and forgets what is too much', async () => {
    await run('runs', 'import', 'day-0', 'day-1', 'day-2', '--store', 'pruned.sqlite');
    const prune = (...words: readonly string[]) =>
      run('runs', 'prune', '--store', 'pruned.sqlite', ...words);
    expect((await prune()).status).toBe(2);
    expect((await prune('--older-than', '1d')).stdout).toBe('');
    expect((await prune('--keep', '1')).stdout.trim().split('\n')).toHaveLength(2);
    expect((await run('runs', 'list', '--store', 'pruned.sqlite')).stderr).toContain('3 runs');
    expect((await prune('--keep', '1', '--yes')).stderr).toContain('2 of 3 runs forgotten');
    expect((await run('runs', 'list', '--store', 'pruned.sqlite')).stdout).toContain(ids[0]);
  });
});

describe('an audit', () => {
  it('tells what changed since the last one of its kind, which no gate counts', async () => {
    writeFileSync(join(root, 'etc', 'passwd'), 'root::0:0:root:/root:/bin/sh\n');
    const words = ['audit', '--image', root, '-f', 'html', '--fail-on', 'none'];
    const alone = await run(...words, '-o', 'day-3', '--no-store');
    expect(alone.stdout).not.toContain('Since run');
    const kept = await run(...words, '-o', 'day-4');
    expect(kept.stdout).toContain(`Since run ${ids[0]}`);
    expect(readFileSync(join(folder, 'day-4', 'report.html'), 'utf8')).toContain(
      `Since run ${ids[0]}`,
    );
    expect(kept.status).toBe(alone.status);
    const other = await run('audit', '--image', image(), '-f', 'json', '-o', 'day-5');
    expect(other.stdout).not.toContain('Since run');
  });

  it('goes on without the usual store, with a word', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { status, stderr } = await hostward(
      ['audit', '--image', image(), '-q', '-f', 'json', '--fail-on', 'none', '-o', 'alone'],
      { cwd: folder, env: { XDG_STATE_HOME: join(folder, 'file') } },
    );
    expect(stderr).toMatch(/^hostward: this run is kept in alone alone: cannot keep runs in/m);
    expect(status).not.toBe(2);
  });

  it('is refused before it begins where the store that is named cannot be had', async () => {
    const { status, stderr } = await audit(image(), '--store', 'file/runs.sqlite', '-o', 'none');
    expect(status).toBe(2);
    expect(stderr).toContain('cannot keep runs in file/runs.sqlite');
  });
});
