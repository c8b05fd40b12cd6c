import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { storeContract } from './contract.ts';

let server: Postgres;
let url: string;
let databases = 0;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.stop());
beforeEach(async () => {
  databases += 1;
  url = await server.database(`runs_${databases}`);
});

describe('a store in PostgreSQL', () => {
  describe('as any store', () => storeContract(() => openStore(url)));

  it('is made once by two that come at the same time', async () => {
    const stores = await Promise.all([openStore(url), openStore(url), openStore(url)]);
    for (const store of stores) {
      expect(await store.runs()).toEqual([]);
      await store.close();
    }
  });

  it('is refused with a password in its URL, which is not repeated', async () => {
    const secret = url.replace('hostward@', 'hostward:s3cret@');
    await expect(openStore(secret)).rejects.toThrow(/^(?!.*s3cret).*\.pgpass/);
  });

  it('loses nothing that was kept when its server crashes, and takes hosts again after', async () => {
    const store = await openStore(url);
    const writer = await store.begin({
      id: 'crashed',
      startedAt: '2026-03-01T10:00:00.000Z',
      toolVersion: '1.0.0',
      auditor: { account: 'ops', machine: 'auditor' },
      collectorHash: 'c0',
      expected: 200,
    });
    const kept: string[] = [];
    const add = async (name: string) => {
      const reason = { class: 'refused', message: name } as const;
      await writer.addHost({ name, address: name, labels: {}, status: 'failed', reason });
      kept.push(name);
    };
    await Promise.all(Array.from({ length: 100 }, (_, i) => add(`before${i}`)));
    const under = Promise.allSettled(Array.from({ length: 100 }, (_, i) => add(`under${i}`)));
    await server.crash();
    await under;
    await expect(add('away')).rejects.toThrow();
    await server.start();
    await add('away');
    const names = new Set<string>();
    for await (const { name } of (await store.open('crashed'))?.entries() ?? []) names.add(name);
    expect(kept.filter((name) => !names.has(name))).toEqual([]);
    await store.close();
  });

  it('is told to be out of reach', async () => {
    await expect(openStore('postgres://hostward@127.0.0.1:1/runs')).rejects.toThrow(
      'cannot keep runs in postgres://hostward@127.0.0.1:1/runs',
    );
  });
});
