import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostward } from '../support/hostward.ts';

let folder: string;
const at = (name: string): string => join(folder, name);
const run = (...words: readonly string[]) => hostward(words, { cwd: folder });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-verify-'));
  writeFileSync(at('secret'), 'open sesame\n', { mode: 0o600 });
  await run('keys', 'new', 'auditor', '--passphrase-file', 'secret');
  for (const name of ['one', 'two']) {
    const keeping = ['--chain', 'chain', '--store', 'runs.sqlite'];
    const sealing = ['--sign-key', 'auditor', '--sign-key-passphrase-file', 'secret'];
    await run('audit', '-p', 'ci', '-f', 'json', '-q', '-o', name, ...sealing, ...keeping);
  }
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('makes a key that its owner alone can read, and never overwrites one', async () => {
  expect(statSync(at('auditor')).mode & 0o777).toBe(0o600);
  expect(readFileSync(at('auditor'), 'utf8')).toContain('ENCRYPTED PRIVATE KEY');
  const before = readFileSync(at('auditor'), 'utf8');
  expect(await run('keys', 'new', 'auditor')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('is there already'),
  });
  expect(readFileSync(at('auditor'), 'utf8')).toBe(before);
});

it('says that runs are as they were sealed, by whom, and that their chain is whole', async () => {
  const told = await run('verify', 'one', 'two', '--key', 'auditor.pub.pem', '--chain', 'chain');
  expect(told).toMatchObject({ status: 0, stderr: '' });
  expect(told.stdout).toMatch(/^one: as it was sealed, \d+ sums$/m);
  expect(told.stdout).toMatch(/^ {2}signed with the given key$/m);
  expect(told.stdout).toContain('The chain is whole: 2 runs.');
});

it('ends with 1 for a run that was altered, and says which file', async () => {
  const path = at('two/hosts.ndjson');
  const whole = readFileSync(path, 'utf8');
  writeFileSync(path, whole.replace('"outcome":"fail"', '"outcome":"pass"'));
  const told = await run('verify', 'one', 'two');
  writeFileSync(path, whole);
  expect(told.status).toBe(1);
  expect(told.stdout).toContain('two: NOT AS IT WAS SEALED');
  expect(told.stdout).toContain('  hosts.ndjson was altered');
});

it('misses a run that was taken away', async () => {
  const told = await run('verify', 'two', '--chain', 'chain');
  expect(told.status).toBe(1);
  expect(told.stdout).toMatch(/BROKEN CHAIN: run \S+ of the chain is not among these/);
});

it('says which reports came after the seal', async () => {
  await run('report', 'one', '-f', 'csv');
  const told = await run('verify', 'one');
  expect(told.status).toBe(0);
  expect(told.stdout).toContain('  report.csv came later: it is not sealed');
});

it('seals an evaluation too, and an unsigned run says that it is', async () => {
  await run('evaluate', 'one', '-p', 'ci', '-f', 'json', '-q', '-o', 'again');
  const told = await run('verify', 'again');
  expect(told.status).toBe(0);
  expect(told.stdout).toContain('not signed');
  expect((await run('verify', 'again', '--key', 'auditor.pub.pem')).status).toBe(1);
});

it('says the same of the runs in the store, all of them where none is named', async () => {
  const all = await run('verify', '--store', 'runs.sqlite', '--key', 'auditor.pub.pem');
  expect(all).toMatchObject({ status: 0, stderr: '' });
  expect(all.stdout.match(/in runs\.sqlite: as it was sealed, 3 sums$/gm)).toHaveLength(2);
  expect(all.stdout).toContain('The chain is whole: 2 runs.');
  const latest = await run('verify', 'latest', '--store', 'runs.sqlite');
  expect(latest.stdout).toContain('signed with the key that it names itself');
});

it('finds what was altered in the store, and who is missing', async () => {
  cpSync(at('runs.sqlite'), at('altered.sqlite'));
  const database = new DatabaseSync(at('altered.sqlite'));
  database.exec("UPDATE host SET status = 'failed' WHERE run = (SELECT max(run) FROM host)");
  const told = await run('verify', '--store', 'altered.sqlite');
  expect(told.status).toBe(1);
  expect(told.stdout).toMatch(/^ {2}hosts\/\S+ was altered$/m);
  database.exec('DELETE FROM host WHERE run = (SELECT max(run) FROM host)');
  database.close();
  expect((await run('verify', 'latest', '--store', 'altered.sqlite')).stdout).toContain(
    '  its list of sums was altered: a host was added, taken out or made anew',
  );
});

it('seals a folder that is made of a run in the store', async () => {
  await run('runs', 'export', 'latest', 'exported', '--store', 'runs.sqlite');
  expect((await run('verify', 'exported')).stdout).toContain('exported: as it was sealed');
});

it.each([
  [['verify', 'nowhere', '--store', 'runs.sqlite'], 'nowhere'],
  [['verify', '--store', 'none.sqlite'], 'no runs are kept in'],
  [['verify', 'one', '--key', 'auditor'], 'is a private key'],
  [['verify', 'one', '--key', 'secret'], 'no key in PEM'],
  [['audit', '--sign-key', 'nokey', '-o', 'none'], 'make a key with hostward keys new'],
  [['audit', '--sign-key', 'auditor', '-o', 'none'], 'its passphrase is another'],
  [['audit', '--chain', 'secret', '-o', 'none'], 'no line of a chain'],
])('%s is refused in words before anything is done', async (words, why) => {
  const told = await run(...words);
  expect(told.status).toBe(2);
  expect(told.stderr).toContain(why);
  expect(existsSync(at('none'))).toBe(false);
});
