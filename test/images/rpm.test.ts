import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRpmDatabase } from '../../src/images/rpm-database.ts';
import { readRpmHeader } from '../../src/images/rpm-header.ts';
import { installedPackages } from '../../src/probes/packages/packages.ts';
import { observeImage, scratch } from './image-support.ts';

let folder: string;
let database: Buffer;
let listed: string;

const FORMAT = '%{NAME}|%{EPOCHNUM}:%{VERSION}-%{RELEASE}|%{INSTALLTIME}|%{ARCH}\n';
const PACKAGES = [
  ['docker-ce', '3', '26.1.4', 'noarch'],
  ['kernel-core', '', '5.14.0~rc1+b^2', 'x86_64'],
  ['zlib_dev.a', '0', '1', 'x86_64'],
] as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostward-rpm-test-'));
  const run = (command: string, ...args: readonly string[]) =>
    execFileSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const at = ['--dbpath', join(folder, 'db')];
  run('rpm', ...at, '--initdb');
  for (const [name, epoch, version, arch] of PACKAGES) {
    const spec = join(folder, `${name}.spec`);
    writeFileSync(
      spec,
      `Name: ${name}\n${epoch && `Epoch: ${epoch}\n`}Version: ${version}\nRelease: 1.el9\nSummary: x\nLicense: x\n%description\nx\n%files\n`,
    );
    run('rpmbuild', '--quiet', '-bb', '--target', arch, '--define', `_topdir ${folder}/top`, spec);
  }
  const built = run('find', join(folder, 'top'), '-name', '*.rpm').trim().split('\n');
  run('rpm', ...at, '-i', '--nodeps', '--ignorearch', ...built);
  listed = run('rpm', ...at, '-qa', '--qf', FORMAT);
  database = readFileSync(join(folder, 'db', 'rpmdb.sqlite'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const lineOf = (p: Awaited<ReturnType<typeof readRpmDatabase>>[number]) =>
  `${p.name}|${p.epoch}:${p.version}-${p.release}|${p.installedAt}|${p.architecture ?? '(none)'}`;

/** The database after a stranger had it. */
function changed(sql: string): Buffer {
  const file = join(folder, 'changed.sqlite');
  const copy = Buffer.from(database);
  for (const at of [18, 19]) copy[at] = 1;
  writeFileSync(file, copy);
  const open = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  open.exec(sql);
  open.close();
  const bytes = readFileSync(file);
  rmSync(file);
  return bytes;
}

it('tells of every package what rpm itself tells', async () => {
  const packages = await readRpmDatabase(database);
  expect(packages.map(lineOf).sort()).toEqual(listed.trim().split('\n').sort());
});

/** What a system tells of its packages that holds these files. */
async function seenIn(files: Readonly<Record<string, Buffer | string>>) {
  const root = await scratch();
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), bytes);
  }
  return observeImage(root, installedPackages);
}

const RPMDB = 'var/lib/rpm/rpmdb.sqlite';

describe('an image', () => {
  it.each(['usr/lib/sysimage/rpm/rpmdb.sqlite', RPMDB])('is read by its %s', async (name) => {
    const seen = await seenIn({ [name]: database, [`${name}-wal`]: '' });
    expect(seen).toMatchObject({ state: 'value', value: { manager: 'rpm' } });
    expect(JSON.stringify(seen)).toContain('"name":"docker-ce","version":"3:26.1.4-1.el9"');
  });

  it.each([
    ['Packages.db', 'ndb'],
    ['Packages', 'Berkeley DB'],
  ])('with %s is not read, and it is said', async (name, form) => {
    expect(await seenIn({ [`var/lib/rpm/${name}`]: 'x' })).toMatchObject({
      state: 'unsupported',
      reason: expect.stringContaining(form),
    });
  });

  it('whose last changes are in a journal is not half believed', async () => {
    expect(await seenIn({ [RPMDB]: database, [`${RPMDB}-wal`]: 'x' })).toMatchObject({
      state: 'unsupported',
      reason: expect.stringContaining('journal'),
    });
  });

  it.each([
    ['no database', () => Buffer.from('SQLite')],
    ['a database that is cut short', () => database.subarray(0, 5000)],
    ['an empty file', () => Buffer.alloc(0)],
    ['another database', () => changed('DROP TABLE Packages')],
    ['an entry of noise', () => changed("UPDATE Packages SET blob = x'0000000100000000'")],
    ['an entry of a gigabyte', () => changed('UPDATE Packages SET blob = zeroblob(20000000)')],
    [
      'a view in place of the table',
      () =>
        changed(
          "DROP TABLE Packages; CREATE VIEW Packages AS WITH RECURSIVE n(hnum) AS (SELECT 1 UNION ALL SELECT hnum + 1 FROM n) SELECT hnum, x'00' AS blob FROM n",
        ),
    ],
    [
      'a column that is worked out',
      () =>
        changed(
          'DROP TABLE Packages; CREATE TABLE Packages (hnum INTEGER PRIMARY KEY, blob BLOB AS (zeroblob(900000000)))',
        ),
    ],
  ])('with %s says so', async (_, bytes) => {
    expect(await seenIn({ [RPMDB]: bytes() })).toMatchObject({
      state: 'unsupported',
      reason: expect.stringContaining('/var/lib/rpm/rpmdb.sqlite'),
    });
  });

  it('whose database lies in what only a booted system has harms nothing', async () => {
    const root = await scratch();
    for (const name of ['var/lib/rpm/rpmdb.sqlite', 'var/lib/dpkg/status']) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      symlinkSync('/proc/1/maps', join(root, name));
    }
    expect(await observeImage(root, installedPackages)).toMatchObject({ state: 'unsupported' });
  });
});

describe('a header', () => {
  const words = (...numbers: readonly number[]) => {
    const bytes = Buffer.alloc(4 * numbers.length);
    for (const [i, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * i);
    return bytes;
  };

  /** As rpm writes it: index entries of tag, type, offset and count, then data. */
  function header(entries: Readonly<Record<number, string | number>>): Buffer {
    let data = Buffer.alloc(0);
    const index = Object.entries(entries).map(([tag, of]) => {
      const isText = typeof of === 'string';
      const entry = words(Number(tag), isText ? 6 : 4, data.length, 1);
      data = Buffer.concat([data, isText ? Buffer.from(`${of}\0`) : words(of)]);
      return entry;
    });
    return Buffer.concat([words(index.length, data.length), ...index, data]);
  }
  const honest = { 1000: 'bash', 1001: '5.2', 1002: '1', 1008: 1_700_000_000, 1022: 'x86_64' };

  it('is read', () => {
    expect(readRpmHeader(header(honest))).toEqual({
      name: 'bash',
      epoch: 0,
      version: '5.2',
      release: '1',
      installedAt: 1_700_000_000,
      architecture: 'x86_64',
    });
  });

  it.each([
    ['a line of its own', { ...honest, 1000: 'bash\nsudo' }],
    ['a field of its own', { ...honest, 1001: '5|2' }],
    ['no name', { 1001: '5.2', 1002: '1', 1008: 1 }],
    ['an endless name', { ...honest, 1000: 'x'.repeat(600) }],
    ['a text for a number', { ...honest, 1008: 'long ago' }],
    ['a number for a text', { ...honest, 1002: 7 }],
  ])('with %s is refused', (_, entries) => {
    expect(readRpmHeader(header(entries))).toBeUndefined();
  });

  it('of any bytes harms nothing, and never forges a line', () => {
    const bytes = header(honest);
    const isSafe = (blob: Buffer) => {
      const found = readRpmHeader(blob);
      const text = found === undefined ? '' : lineOf(found);
      expect(text).toMatch(/^(|[\w.+~^-]+\|\d+:[\w.+~^-]+\|\d+\|([\w.+~^-]+|\(none\)))$/);
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (any) => isSafe(Buffer.from(any))));
    const flips = fc.array(fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 })));
    fc.assert(
      fc.property(flips, fc.nat({ max: bytes.length }), (places, length) => {
        const blob = Buffer.from(bytes);
        for (const [at, to] of places) blob[at] = to;
        isSafe(blob);
        isSafe(blob.subarray(0, length));
      }),
    );
  });
});

it('a database with bytes flipped is read or refused, in words', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: 12_287 }), fc.nat({ max: 255 })), { minLength: 1 }),
      async (places) => {
        const bytes = Buffer.from(database);
        for (const [at, to] of places) bytes[at] = to;
        const told = await readRpmDatabase(bytes).then(
          (packages) => typeof packages,
          (error: Error) => error.name,
        );
        expect(['object', 'RpmDatabaseTrouble']).toContain(told);
      },
    ),
    { numRuns: 60 },
  );
});
