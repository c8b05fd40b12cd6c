import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrationsFor } from '../../src/store/database/migrations.ts';
import { defaultStore, openKeptStore, openStore } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { storeContract } from './contract.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-store-'));
  file = join(folder, 'state', 'hostward', 'runs.sqlite');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a store in SQLite', () => {
  describe('as any store', () => storeContract(() => openStore(file)));

  it('is for its owner alone', async () => {
    const store = await openStore(file);
    await store.begin({
      id: 'one',
      startedAt: '2026-03-01T10:00:00.000Z',
      toolVersion: '1.0.0',
      auditor: { account: 'ops', machine: 'auditor' },
      collectorHash: 'c0',
      expected: 0,
    });
    const modeOf = (path: string) => statSync(path).mode & 0o777;
    expect([file, `${file}-wal`].map(modeOf)).toEqual([0o600, 0o600]);
    expect(modeOf(join(folder, 'state', 'hostward'))).toBe(0o700);
    await store.close();
  });

  it('is refused where the file is of something else', async () => {
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'not a database at all, but long enough to look into');
    await expect(openStore(text)).rejects.toThrow('cannot keep runs in');
    const other = join(folder, 'other.sqlite');
    const database = new DatabaseSync(other);
    database.exec('CREATE TABLE t (a)');
    database.close();
    await expect(openStore(other)).rejects.toThrow('is a database of something else');
  });

  it('is refused where its folder cannot be made', async () => {
    writeFileSync(join(folder, 'state'), '');
    await expect(openStore(file)).rejects.toThrow('cannot keep runs in');
  });

  it('is copied before an upgrade, and refused by the version before', async () => {
    const first = await openSqlite(file);
    await first.db.destroy();
    const newer = {
      ...migrationsFor('blob'),
      '9999-more': {
        up: (db: Parameters<NonNullable<ReturnType<typeof migrationsFor>[string]>['up']>[0]) =>
          db.schema.createTable('more').addColumn('a', 'text').execute(),
      },
    };
    const second = await openSqlite(file, newer);
    await second.db.destroy();
    expect(statSync(`${file}.before-upgrade-of-0002-seals`).mode & 0o777).toBe(0o600);
    await expect(openStore(file)).rejects.toThrow('was written by a newer hostward (9999-more)');
    const old = await openStore(`${file}.before-upgrade-of-0002-seals`);
    expect(await old.runs()).toEqual([]);
    await old.close();
  });

  it('tells of a run of the version before seals that it has none', async () => {
    const { '0001-runs': first } = migrationsFor('blob');
    if (first === undefined) throw new Error('no first version');
    const before = await openSqlite(file, { '0001-runs': first });
    const begun = Buffer.from(JSON.stringify({ id: 'old' }));
    await before.db
      .insertInto('run')
      .values({ id: 'old', started_at: '2026-03-01T10:00:00.000Z', begun } as never)
      .execute();
    await before.db.destroy();
    const store = await openStore(file);
    const run = await store.open('old');
    expect(await run?.seal()).toBeUndefined();
    await store.close();
  });

  it('is not made by who only reads', async () => {
    await expect(openKeptStore(file)).rejects.toThrow('no runs are kept in');
  });

  it('lies in the state folder', () => {
    expect(defaultStore({ XDG_STATE_HOME: '/var/state' })).toBe('/var/state/hostward/runs.sqlite');
    expect(defaultStore({ XDG_STATE_HOME: 'relative' })).toMatch(
      /^\/.*\/\.local\/state\/hostward\/runs\.sqlite$/,
    );
  });
});
