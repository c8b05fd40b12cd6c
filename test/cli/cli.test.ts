import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks } from '../../checks/index.ts';
import { reportSchema } from '../../reports/json/schema.ts';
import { readEvidence } from '../../src/store/evidence-file.ts';
import { hostward, MAIN } from '../support/hostward.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const reportOf = (name: string) =>
  reportSchema.parse(JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8')));

describe('hostward audit, without any configuration', () => {
  it('audits this machine and writes what it says', async () => {
    const run = await hostward(['audit', '--format', 'html,junit,json', '--output', 'here'], {
      cwd: folder,
    });
    expect(run.stderr).toBe('');
    expect([0, 1, 3]).toContain(run.status);
    const { run: info, hosts, checks: judged } = reportOf('here');
    expect(info).toMatchObject({ complete: true, profile: 'baseline' });
    expect(hosts).toMatchObject([{ name: hostname(), status: 'audited' }]);
    expect(hosts[0]?.status === 'audited' && hosts[0].findings.length).toBe(judged.length);
    expect(readdirSync(join(folder, 'here')).sort()).toEqual([
      'SHA256SUMS',
      'evidence',
      'hosts.ndjson',
      'junit.xml',
      'manifest.json',
      'policy.json',
      'report.html',
      'report.json',
      'run.json',
    ]);
    for (const name of readdirSync(join(folder, 'here'))) {
      expect(statSync(join(folder, 'here', name)).mode & 0o077).toBe(0);
    }
  });

  it('judges what it recorded again, and finds the same', async () => {
    const run = await hostward(['evaluate', 'here', '--format', 'json', '--output', 'again'], {
      cwd: folder,
    });
    expect([0, 1, 3]).toContain(run.status);
    expect(reportOf('again').hosts).toEqual(reportOf('here').hosts);
    expect(reportOf('again').checks).toEqual(reportOf('here').checks);
  });

  it('never takes the folder of the evidence for its output, however it is named', async () => {
    const names = () => readdirSync(join(folder, 'here', 'evidence'));
    const before = names();
    for (const path of ['here', 'here/evidence', `here/evidence/${before[0]}`]) {
      expect(await hostward(['evaluate', path, '--output', 'here'], { cwd: folder })).toMatchObject(
        {
          status: 2,
          stderr: expect.stringContaining('here holds the evidence'),
        },
      );
      expect(names()).toEqual(before);
    }
  });

  it('refuses two recordings of one host, of which readers of a report would see one', async () => {
    const name = readdirSync(join(folder, 'here', 'evidence')).join();
    writeFileSync(
      join(folder, 'twin.json.gz'),
      readFileSync(join(folder, 'here', 'evidence', name)),
    );
    expect(
      await hostward(['evaluate', 'here', 'twin.json.gz', '--output', 'twice'], { cwd: folder }),
    ).toMatchObject({ status: 2, stderr: expect.stringContaining(`both of host ${hostname()}`) });
  });

  it('shows what evidence says of its profile without the controls of a terminal', async () => {
    const [name = ''] = readdirSync(join(folder, 'here', 'evidence'));
    const evidence = readEvidence(join(folder, 'here', 'evidence', name));
    const told = { ...evidence, host: { ...evidence.host, profile: '\u001b]0;x\u0007' } };
    writeFileSync(join(folder, 'told.json'), JSON.stringify(told));
    expect(await hostward(['evaluate', 'told.json'], { cwd: folder })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/no profile \\u\{1b\}\]0;x\\u\{7\}/),
    });
  });

  it('tells the same status to a caller that reads none of its output', async () => {
    const args = ['evaluate', 'here', '--fail-on', 'low', '--output', 'unread'];
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', MAIN, ...args],
      {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    child.stdout.destroy();
    child.stderr.destroy();
    const [status] = await once(child, 'exit');
    expect(status).toBe((await hostward(args, { cwd: folder })).status);
    expect(status).not.toBe(0);
  });

  it('gives byte for byte the same report of the same evidence', async () => {
    const read = () => readFileSync(join(folder, 'again', 'report.json'), 'utf8');
    const first = read();
    await hostward(['evaluate', 'here', '--format', 'json', '--output', 'again'], { cwd: folder });
    expect(read()).toBe(first);
  });
});

describe('hostward collect', () => {
  it('writes evidence and judges nothing', async () => {
    const run = await hostward(['collect', '--output', 'evidence'], { cwd: folder });
    expect(run).toMatchObject({ status: 0, stdout: expect.stringContaining('collected in') });
    expect(readdirSync(join(folder, 'evidence', 'evidence'))).toEqual([`${hostname()}.json.gz`]);
  });
});

describe('hostward plan', () => {
  it('prints the whole script, which is the same each time', async () => {
    const run = await hostward(['plan', '--script']);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('read_text() {');
    expect((await hostward(['plan', '--script'])).stdout).toBe(run.stdout);
  });

  it('names what is read and which commands do it', async () => {
    expect((await hostward(['plan'])).stdout).toMatch(/^commands +auditctl, awk, date, grep, /m);
  });
});

describe('hostward checks', () => {
  it('lists every check, as JSON too', async () => {
    const listed: unknown = JSON.parse(
      (await hostward(['checks', 'list', '--format', 'json'])).stdout,
    );
    expect(listed).toMatchObject(checks.map(({ id, title }) => ({ id, title })));
    expect((await hostward(['checks', 'list'])).stdout).toContain('daemon.docker-socket-mode');
  });

  it('shows one, and names the nearest where there is none', async () => {
    const [first] = checks;
    expect((await hostward(['checks', 'show', first?.id ?? ''])).stdout).toContain(
      first?.rationale,
    );
    expect(await hostward(['checks', 'show', `${first?.id}x`])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`did you mean ${first?.id}`),
    });
  });
});

describe('hostward schema', () => {
  it.each(['inventory', 'report', 'evidence'])('prints the schema of %s', async (format) => {
    const run = await hostward(['schema', format]);
    expect(JSON.parse(run.stdout)).toHaveProperty('$schema');
  });
});

describe('hostward inventory validate', () => {
  it('says what is right', async () => {
    writeFileSync(join(folder, 'good.yaml'), 'version: 1\nhosts:\n  web[01:03].example.org: {}\n');
    expect(await hostward(['inventory', 'validate', 'good.yaml'], { cwd: folder })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('good.yaml is valid: 3 hosts'),
    });
  });

  it('says what is wrong, and where', async () => {
    writeFileSync(join(folder, 'bad.yaml'), 'version: 1\nhosts:\n  web01: { prot: 22 }\n');
    expect(await hostward(['inventory', 'validate', 'bad.yaml'], { cwd: folder })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/bad\.yaml:3:12.*prot/),
    });
  });
});

describe('mistakes end with status 2, in words, before anything is contacted', () => {
  it.each([
    [['audti'], /Did you mean audit/],
    [['audit', '--fail-on', 'sometimes'], /Allowed choices are low, medium/],
    [['audit', '--format', 'pdf'], /none of html, junit, json/],
    [['audit', '--profile', 'basline'], /did you mean baseline/],
    [['audit', '--concurrency', '0'], /from 1 to 1000/],
    [['audit', '-i', 'nowhere.yaml'], /nowhere\.yaml/],
    [['audit', 'ssh://user:secret@host'], /^(?!.*secret).*password/s],
    [['audit', '-l', 'web'], /--inventory/],
    [['audit', '--output', '/proc/hostward'], /cannot write/],
    [['evaluate', 'nowhere'], /nowhere/],
  ])('%j', async (args, words) => {
    const run = await hostward(args, { cwd: folder });
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(words);
    expect(run.stdout).toBe('');
  });
});

describe('--help', () => {
  it.each([
    [['audit']],
    [['plan']],
    [['collect']],
    [['evaluate']],
    [['checks', 'list']],
    [['checks', 'show']],
    [['inventory', 'validate']],
    [['schema']],
  ])('%j has an example', async (command) => {
    expect(await hostward([...command, '--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/Examples?:\n\s+\$ hostward /),
    });
  });
});

describe('output that cannot be written', () => {
  it('ends in words, with the status of a usage error', () => {
    const command = `exec "${process.execPath}" "${MAIN}" checks list >/dev/full`;
    const { status, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('cannot write its output'),
    });
  });
});
