import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine } from '../../src/integrity/examine.ts';
import { newKeyPair, privateKeyOf, publicKeyOf } from '../../src/integrity/signature.ts';
import type { RunInfo } from '../../src/model/run.ts';
import { readSeal, sealFolder } from '../../src/store/sealed-folder.ts';

const RUN: RunInfo = {
  id: '2026-03-01T02-30-00-000Z',
  startedAt: '2026-03-01T02:30:00.000Z',
  finishedAt: '2026-03-01T02:31:00.000Z',
  toolVersion: '0.1.0',
  auditor: { account: 'auditor', machine: 'bastion' },
  profile: 'baseline',
  policyHash: 'a'.repeat(64),
  collectorHash: 'b'.repeat(64),
  complete: true,
};
const PAIR = newKeyPair();
const KEY = privateKeyOf(PAIR.privateKey, 'key');
const TRUSTED = publicKeyOf(PAIR.publicKey, 'key.pub.pem');

let folder: string;
let sealed: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-seal-'));
  sealed = join(folder, 'sealed');
  mkdirSync(join(sealed, 'evidence'), { recursive: true });
  writeFileSync(join(sealed, 'hosts.ndjson'), '{"name":"web"}\n');
  writeFileSync(join(sealed, 'run.json'), '{}');
  writeFileSync(join(sealed, 'policy.json'), '[]');
  writeFileSync(join(sealed, 'report.html'), '<p>web</p>');
  writeFileSync(join(sealed, 'evidence', 'web.json.gz'), Buffer.from([0x1f, 0x8b, 0, 255, 10]));
  writeFileSync(join(sealed, 'evidence', 'empty.json.gz'), '');
  writeFileSync(join(sealed, 'mine.txt'), 'of somebody else');
  await sealFolder(sealed, RUN, { key: KEY });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== 'mine.txt' && statSync(join(path, name)).isFile())
    .sort();

/** What is said of a copy of the sealed run after somebody was at it. */
async function after(change: (path: string) => void, trusted = false) {
  const path = join(folder, 'copy');
  rmSync(path, { recursive: true, force: true });
  cpSync(sealed, path, { recursive: true });
  change(path);
  return examine(await readSeal(path), trusted ? TRUSTED : undefined);
}

it('is true of itself, signed, and says by whom and when', async () => {
  const told = await after(() => undefined);
  expect(told).toMatchObject({ problems: [], added: [], sums: 7, signature: 'valid' });
  expect(told.manifest).toMatchObject({
    run: RUN.id,
    auditor: RUN.auditor,
    policyHash: RUN.policyHash,
    collectorHash: RUN.collectorHash,
  });
  expect(await after(() => undefined, true)).toMatchObject({ problems: [], signature: 'trusted' });
});

it('can be read by its owner alone', () => {
  for (const name of ['manifest.json', 'SHA256SUMS', 'SHA256SUMS.sig']) {
    expect(statSync(join(sealed, name)).mode & 0o777).toBe(0o600);
  }
});

it('is true for sha256sum and openssl too', () => {
  execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: sealed });
  const key = join(folder, 'key.pub.pem');
  writeFileSync(key, PAIR.publicKey);
  const words = ['-verify', '-pubin', '-inkey', key, '-rawin', '-in', 'SHA256SUMS'];
  const said = execFileSync('openssl', ['pkeyutl', ...words, '-sigfile', 'SHA256SUMS.sig'], {
    cwd: sealed,
    encoding: 'utf8',
  });
  expect(said).toContain('Signature Verified Successfully');
});

it.each([false, true])('finds a single flipped bit in any file, key given: %s', async (trusted) => {
  const places = filesOf(sealed).flatMap((name) =>
    [...readFileSync(join(sealed, name)).keys()].map((at) => ({ name, at })),
  );
  const place = fc.constantFrom(...places);
  await fc.assert(
    fc.asyncProperty(place, fc.integer({ min: 0, max: 7 }), async ({ name, at }, bit) => {
      const told = await after((path) => {
        const bytes = readFileSync(join(path, name));
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        writeFileSync(join(path, name), bytes);
      }, trusted);
      expect(told.problems).not.toEqual([]);
    }),
    { numRuns: 150 },
  );
});

describe.each([
  'evidence/web.json.gz',
  'run.json',
  'manifest.json',
  'SHA256SUMS',
  'SHA256SUMS.sig',
])('%s', (name) => {
  it.each<readonly [string, (file: string) => void]>([
    ['is missed', (file) => rmSync(file)],
    ['is not cut short', (file) => truncateSync(file, statSync(file).size - 1)],
    ['is not made longer', (file) => writeFileSync(file, '\n', { flag: 'a' })],
    ['is not called otherwise', (file) => renameSync(file, `${file}.old`)],
    [
      'is no link to the same text',
      (file) => {
        renameSync(file, join(folder, 'elsewhere'));
        symlinkSync(join(folder, 'elsewhere'), file);
      },
    ],
  ])('%s', async (_, change) => {
    expect((await after((path) => change(join(path, name)))).problems).not.toEqual([]);
  });
});

it('sees files that changed places', async () => {
  const told = await after((path) => {
    renameSync(join(path, 'run.json'), join(path, 'x'));
    renameSync(join(path, 'policy.json'), join(path, 'run.json'));
    renameSync(join(path, 'x'), join(path, 'policy.json'));
  });
  expect(told.problems).toEqual(['policy.json was altered', 'run.json was altered']);
});

it('tells of what came later, and lets others keep files beside a run', async () => {
  const told = await after((path) => {
    writeFileSync(join(path, 'report.sarif'), '{}');
    writeFileSync(join(path, 'mine-too.txt'), '');
  });
  expect(told).toMatchObject({ problems: [], added: ['report.sarif'] });
});

it.each<readonly [string, (path: string) => void]>([
  ['a file', (path) => writeFileSync(path, 'forged')],
  ['a link', (path) => symlinkSync('web.json.gz', path)],
])('finds %s of evidence that was added: it would be judged with the rest', async (_, add) => {
  const name = 'evidence/new\u001b[31m\n.json.gz';
  const told = await after((path) => add(join(path, name)), true);
  expect(told).toMatchObject({ problems: [`${name} was added`], added: [] });
});

it('knows a run that somebody sealed anew with a key of their own', async () => {
  const other = privateKeyOf(newKeyPair().privateKey, 'other');
  const path = join(folder, 'anew');
  cpSync(sealed, path, { recursive: true });
  for (const name of ['manifest.json', 'SHA256SUMS', 'SHA256SUMS.sig']) rmSync(join(path, name));
  writeFileSync(join(path, 'run.json'), '{"altered":true}');
  await sealFolder(path, RUN, { key: other });
  expect(examine(await readSeal(path))).toMatchObject({ problems: [], signature: 'valid' });
  expect(examine(await readSeal(path), TRUSTED).problems).toEqual([
    'it is signed with another key',
  ]);
});

it('is wanted signed where a key is given', async () => {
  const path = join(folder, 'unsigned');
  cpSync(sealed, path, { recursive: true });
  for (const name of ['manifest.json', 'SHA256SUMS', 'SHA256SUMS.sig']) rmSync(join(path, name));
  await sealFolder(path, RUN, {});
  expect(examine(await readSeal(path))).toMatchObject({ problems: [], signature: 'none' });
  expect(examine(await readSeal(path), TRUSTED).problems).toEqual(['it is not signed']);
});

it('chains a run to the one before it', async () => {
  const chain = join(folder, 'chain');
  for (const name of ['day-1', 'day-2']) {
    const path = join(folder, name);
    mkdirSync(path);
    writeFileSync(join(path, 'run.json'), name);
    await sealFolder(path, { ...RUN, id: name }, { chain });
  }
  const first = examine(await readSeal(join(folder, 'day-1')));
  const second = examine(await readSeal(join(folder, 'day-2')));
  expect(first.manifest?.follows).toBeUndefined();
  expect(second.manifest?.follows).toEqual({ run: 'day-1', seal: first.seal });
  expect(readFileSync(chain, 'utf8')).toBe(`${first.seal}  day-1\n${second.seal}  day-2\n`);
  expect(statSync(chain).mode & 0o777).toBe(0o600);
});
