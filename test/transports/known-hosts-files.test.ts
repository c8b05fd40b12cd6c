import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { judgeHostKey } from '../../src/transports/known-hosts.ts';
import { createKnownHostsFiles } from '../../src/transports/known-hosts-files.ts';
import { createKey } from '../support/sshd.ts';

let directory: string;
let line: string;
let key: Buffer;
let other: Buffer;
let file: string;
let files = 0;

const server = { address: 'web1.example', port: 2222 };
const blobOf = (text: string): Buffer => Buffer.from(text.split(' ')[1] ?? '', 'base64');

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hostward-known-'));
  ({ line } = await createKey(join(directory, 'a')));
  key = blobOf(line);
  other = blobOf((await createKey(join(directory, 'b'))).line);
});
afterAll(() => rm(directory, { recursive: true }));
beforeEach(() => {
  file = join(directory, `known_hosts_${++files}`);
});

it('takes a missing file for an empty one', async () => {
  const [hosts] = await createKnownHostsFiles().read([file]);
  expect(judgeHostKey(hosts === undefined ? [] : [hosts], server, key).verdict).toBe('unknown');
});

it('does not take an unreadable file for an empty one', async () => {
  await expect(createKnownHostsFiles().read([directory])).rejects.toThrow('EISDIR');
});

it('sees a file that changed meanwhile', async () => {
  const store = createKnownHostsFiles();
  await writeFile(file, '');
  await store.read([file]);
  await appendFile(file, `[web1.example]:2222 ${line}\n`);
  expect(judgeHostKey(await store.read([file]), server, key).verdict).toBe('trusted');
});

it('saves an accepted key in a new file, for its owner alone', async () => {
  const nested = join(directory, `new${files}`, 'known_hosts');
  const store = createKnownHostsFiles();
  expect(await store.accept(nested, server, key)).toEqual({ verdict: 'trusted' });
  expect(await readFile(nested, 'utf8')).toBe(`[web1.example]:2222 ${line}\n`);
  expect((await stat(nested)).mode & 0o777).toBe(0o600);
  expect(judgeHostKey(await store.read([nested]), server, key).verdict).toBe('trusted');
});

it('begins a line of its own after one that was not ended', async () => {
  await writeFile(file, '# no line feed');
  await createKnownHostsFiles().accept(file, { ...server, port: 22 }, key);
  expect(await readFile(file, 'utf8')).toBe(`# no line feed\nweb1.example ${line}\n`);
});

it('adds a key once, however many hosts wait for it', async () => {
  const store = createKnownHostsFiles();
  const verdicts = await Promise.all([1, 2, 3, 4].map(() => store.accept(file, server, key)));
  expect(verdicts.map((v) => v.verdict)).toEqual(Array(4).fill('trusted'));
  expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(2);
});

it('does not accept two keys for one server', async () => {
  const store = createKnownHostsFiles();
  const verdicts = await Promise.all([key, other].map((k) => store.accept(file, server, k)));
  expect(verdicts.map((v) => v.verdict)).toEqual(['trusted', 'changed']);
});
