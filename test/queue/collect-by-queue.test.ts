import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectHost, type HostResult } from '../../src/fleet/collect-host.ts';
import { hostsQueue, inboxQueue, RUNS } from '../../src/queue/names.ts';
import { openBoss } from '../../src/queue/open-boss.ts';
import { packed, unpacked } from '../../src/queue/packed.ts';
import type { Transport } from '../../src/transports/transport.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import {
  databaseOf,
  newName,
  PLAN,
  SCRIPT,
  sshHost,
  startAudit,
  startWorker,
  stopWorkers,
  thisMachine,
  until,
  VERSION,
} from './queue-given.ts';

let postgres: Postgres;
const pools: Pool[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await postgres.stop();
});

/** An empty database, for one test. */
async function newQueue() {
  const url = await postgres.database(newName());
  const sql = new Pool({ connectionString: url });
  pools.push(sql);
  return {
    url,
    rowsOf: async (query: string): Promise<readonly Record<string, unknown>[]> =>
      (await sql.query(query)).rows,
    /** The id of the run that goes on. */
    announcedRun: async (): Promise<string> => {
      let run: unknown;
      await until(async () => {
        const query = `SELECT id FROM hostward_queue.job WHERE name = '${RUNS}'`;
        run = (await sql.query(query).catch(() => undefined))?.rows[0]?.id;
        return run !== undefined;
      });
      return String(run);
    },
  };
}

/** Ends of results by the name of the host. */
const endsOf = (results: readonly HostResult[]) =>
  Object.fromEntries(
    results.map((r) => [r.host.name, r.ended === 'failed' ? r.failure.class : r.ended]),
  );
const messageOf = (result: HostResult | undefined): string =>
  result?.ended === 'failed' ? result.failure.message : '';

describe('a run by workers', () => {
  it.concurrent('gives each host once, as a run from here gives it', async () => {
    const given = await newQueue();
    const hosts = [
      ...Array.from({ length: 30 }, (_, n) => sshHost(`a${n}`)),
      sshHost('b', { zone: 'dmz', profile: 'strict' }),
    ];
    const workers = [
      startWorker(given.url, { name: 'x' }),
      startWorker(given.url, { zones: ['dmz'] }),
    ];
    const audit = startAudit(given.url, hosts);
    await audit.done;
    await stopWorkers(...workers);
    expect(audit.results.map(({ host }) => host.name).sort()).toEqual(
      hosts.map(({ name }) => name).sort(),
    );
    const [host] = hosts.slice(-1);
    if (host === undefined) throw new Error('no host');
    const direct = await collectHost(
      host,
      {
        plan: PLAN,
        script: SCRIPT,
        transport: thisMachine,
        secrets: {},
        deadlines: { connectMs: 1, authenticateMs: 1, hostMs: 20_000 },
        toolVersion: VERSION,
        now: Date.now,
      },
      new AbortController().signal,
    );
    const byQueue = audit.results.find((result) => result.host.name === 'b');
    expect(likeness(byQueue)).toEqual(likeness(direct));
    expect(byQueue).toMatchObject({ evidence: { worker: 'w' } });
    expect(workers[1]?.log.filter((line) => line.startsWith('read'))).toEqual(['read b']);
    expect(await given.rowsOf('SELECT name FROM hostward_queue.job')).toEqual([]);
    expect(await given.rowsOf('SELECT name FROM hostward_queue.queue')).toEqual([{ name: RUNS }]);
  });

  /** All of a result but who read it, instants, durations and what was printed. */
  const likeness = (result: HostResult | undefined) =>
    result?.ended === 'collected'
      ? {
          host: result.host,
          evidence: {
            ...result.evidence,
            collectedAt: '',
            clockSkewSeconds: 0,
            durationMs: 0,
            worker: '',
            records: Object.keys(result.evidence.records),
          },
        }
      : result;

  it.concurrent('goes on when a worker joins late, and serves several audits at a time', async () => {
    const given = await newQueue();
    const first = startAudit(given.url, [sshHost('a')]);
    const second = startAudit(given.url, [sshHost('a'), sshHost('b')]);
    await given.announcedRun();
    const worker = startWorker(given.url);
    await Promise.all([first.done, second.done]);
    await stopWorkers(worker);
    expect(endsOf(first.results)).toEqual({ a: 'collected' });
    expect(endsOf(second.results)).toEqual({ a: 'collected', b: 'collected' });
  });

  it.concurrent('ends when a result is refused, and leaves nothing behind', async () => {
    const given = await newQueue();
    const worker = startWorker(given.url);
    const audit = startAudit(given.url, [sshHost('a'), sshHost('b')], {
      take: () => Promise.reject(new Error('the disk is full')),
    });
    await expect(audit.done).rejects.toThrow('the disk is full');
    await stopWorkers(worker);
    expect(await given.rowsOf('SELECT name FROM hostward_queue.job')).toEqual([]);
  });
});

describe('a worker', () => {
  it.concurrent('of another version refuses in words and takes nothing', async () => {
    const given = await newQueue();
    const other = startWorker(given.url, { name: 'old', toolVersion: '1.2.2' });
    const audit = startAudit(given.url, [sshHost('a'), sshHost('b')]);
    await until(() => audit.notes.length > 0);
    const worker = startWorker(given.url, { name: 'new' });
    await audit.done;
    await stopWorkers(worker, other);
    expect(audit.notes[0]).toBe(
      'worker old refuses this audit: it is hostward 1.2.2, the audit is hostward 1.2.3; run one version on both sides',
    );
    expect(other.log.filter((line) => line.startsWith('read'))).toEqual([]);
    expect(endsOf(audit.results)).toEqual({ a: 'collected', b: 'collected' });
  });

  it.concurrent('reads nothing that no check of its own reads', async () => {
    const given = await newQueue();
    const worker = startWorker(given.url, { name: 'bare', facts: [] });
    const audit = startAudit(given.url, [sshHost('a')], { patienceMs: 1500 });
    await audit.done;
    await stopWorkers(worker);
    expect(endsOf(audit.results)).toEqual({ a: 'no-worker' });
    expect(messageOf(audit.results[0])).toBe(
      'no worker serves zone default; worker bare refuses this audit: no check that it has reads text:/proc/self/status; give the worker the --checks that the audit has',
    );
  });

  it.concurrent('refuses a script of which it would make another', async () => {
    const given = await newQueue();
    const worker = startWorker(given.url);
    const audit = startAudit(given.url, [sshHost('a')], { patienceMs: 1500, collectorHash: 'f00' });
    await audit.done;
    await stopWorkers(worker);
    expect(messageOf(audit.results[0])).toContain(
      `it would read hosts with another script (${SCRIPT.hash.slice(0, 12)}) than the audit (f00)`,
    );
  });

  it.concurrent('gives back what it holds when it has to end, as if it had never had it', async () => {
    const given = await newQueue();
    const stuck: Transport = (run) =>
      new Promise((resolve) => {
        const failure = { class: 'stopped', message: 'left' } as const;
        run.signal.addEventListener('abort', () => resolve({ ended: 'failed', failure }));
      });
    const audit = startAudit(given.url, [sshHost('a'), sshHost('b')]);
    await given.announcedRun();
    for (let n = 0; n < 3; n += 1) {
      const worker = startWorker(given.url, { transport: stuck });
      await until(
        async () =>
          (
            await given.rowsOf(
              `SELECT 1 FROM hostward_queue.job WHERE state = 'active' AND name LIKE '%zone%'`,
            )
          ).length === 2,
      );
      worker.stop();
      worker.giveBack();
      await worker.done;
      expect(worker.log.filter((line) => line.startsWith('returned')).sort()).toEqual([
        'returned a',
        'returned b',
      ]);
    }
    const worker = startWorker(given.url);
    await audit.done;
    await stopWorkers(worker);
    expect(endsOf(audit.results)).toEqual({ a: 'collected', b: 'collected' });
  });

  it.concurrent('does not start as root what nobody allowed on its machine', async () => {
    const given = await newQueue();
    const worker = startWorker(given.url);
    const audit = startAudit(given.url, [sshHost('a', { pinned: '/sbin/reboot' })]);
    await audit.done;
    await stopWorkers(worker);
    expect(messageOf(audit.results[0])).toBe(
      'its worker does not start /sbin/reboot; give the worker --pinned /sbin/reboot',
    );
  });
});

describe('a host that breaks its worker', () => {
  it.concurrent('is tried twice, told, and does not keep others waiting', async () => {
    const given = await newQueue();
    let tries = 0;
    const poisoned: Transport = (run) => {
      if (run.host.name !== 'poison') return thisMachine(run);
      tries += 1;
      throw new TypeError('cannot read\u001b[31m it');
    };
    const worker = startWorker(given.url, { transport: poisoned });
    const hosts = ['a', 'poison', 'b'].map((name) => sshHost(name));
    const audit = startAudit(given.url, hosts);
    await audit.done;
    await stopWorkers(worker);
    expect(endsOf(audit.results)).toEqual({
      a: 'collected',
      b: 'collected',
      poison: 'worker-lost',
    });
    expect(tries).toBe(2);
    const told = messageOf(audit.results.find(({ host }) => host.name === 'poison'));
    expect(told).toContain('two workers failed at it, the second with: cannot read');
    expect(told).not.toContain('\u001b');
  });

  it.concurrent('is let go when it never ends', async () => {
    const given = await newQueue();
    const endless: Transport = (run) =>
      run.host.name === 'endless' ? new Promise(() => undefined) : thisMachine(run);
    const worker = startWorker(given.url, { transport: endless, concurrency: 1 });
    const hosts = ['endless', 'a', 'b'].map((name) => sshHost(name));
    const audit = startAudit(given.url, hosts, { hostMs: 3000 });
    await audit.done;
    await stopWorkers(worker);
    expect(endsOf(audit.results)).toEqual({ a: 'collected', b: 'collected', endless: 'timeout' });
  });

  it.concurrent('is given to another worker after silence, and given up after the second', async () => {
    const given = await newQueue();
    const audit = startAudit(given.url, [sshHost('a')], { patienceMs: 60_000 });
    const queue = hostsQueue(await given.announcedRun(), 'default');
    const database = databaseOf(given.url);
    const boss = await openBoss(database, () => undefined);
    for (let n = 0; n < 2; n += 1) {
      await until(async () => (await boss.fetch(queue)).length === 1);
      await given.rowsOf(
        `UPDATE hostward_queue.job SET heartbeat_on = now() - interval '1 hour' WHERE name = '${queue}'`,
      );
    }
    await audit.done;
    await boss.stop({ graceful: false });
    await database.close();
    expect(endsOf(audit.results)).toEqual({ a: 'worker-lost' });
    expect(messageOf(audit.results[0])).toContain('two workers took it, and both were silent');
  });
});

describe('an audit', () => {
  it.concurrent('counts a host once, however often its result comes', async () => {
    const given = await newQueue();
    const audit = startAudit(given.url, [sshHost('a'), sshHost('b')]);
    const run = await given.announcedRun();
    const database = databaseOf(given.url);
    const boss = await openBoss(database, () => undefined);
    const queue = hostsQueue(run, 'default');
    const jobs = await boss.fetch<{ name: string }>(queue, { batchSize: 2 });
    const failure = { class: 'refused', message: 'no' };
    const said = jobs.map(({ id }) => ({
      data: { kind: 'result', job: id, worker: 'w', body: packed({ ended: 'failed', failure }) },
    }));
    await boss.insert(inboxQueue(run), [...said.slice(0, 1), ...said.slice(0, 1)]);
    await until(() => audit.results.length === 1);
    await boss.insert(inboxQueue(run), [...said.slice(0, 1), ...said]);
    await audit.done;
    await boss.stop({ graceful: false });
    await database.close();
    expect(endsOf(audit.results)).toEqual({ a: 'refused', b: 'refused' });
    expect(audit.results).toHaveLength(2);
  });

  it.concurrent('believes nothing that it does not understand', async () => {
    const given = await newQueue();
    const audit = startAudit(given.url, [sshHost('a')]);
    const run = await given.announcedRun();
    const database = databaseOf(given.url);
    const boss = await openBoss(database, () => undefined);
    const [job] = await boss.fetch(hostsQueue(run, 'default'));
    const junk = [{}, { kind: 'result' }, { kind: 'result', job: run, worker: 'w', body: '' }];
    const bad = { kind: 'result', job: job?.id, worker: 'w', body: 'AAAA' };
    await boss.insert(
      inboxQueue(run),
      [
        ...junk,
        { kind: 'refusing', worker: '\u001b[2J', zones: ['default'], reason: 'no\u202e' },
        bad,
      ].map((data) => ({ data })),
    );
    await audit.done;
    await boss.stop({ graceful: false });
    await database.close();
    expect(endsOf(audit.results)).toEqual({ a: 'protocol' });
    expect(audit.notes.join('\n')).not.toMatch(/\p{Cc}(?<!\n)|\u202e/u);
  });

  it.concurrent('that is stopped keeps what has come, and takes its hosts out of the queue', async () => {
    const given = await newQueue();
    const slow: Transport = (run) =>
      run.host.name === 'fast'
        ? thisMachine(run)
        : new Promise((resolve) => {
            const failure = { class: 'stopped', message: 'left' } as const;
            run.signal.addEventListener('abort', () => resolve({ ended: 'failed', failure }));
          });
    const worker = startWorker(given.url, { transport: slow, concurrency: 2 });
    const hosts = ['fast', 'slow', 'slower', 'slowest'].map((name) => sshHost(name));
    const audit = startAudit(given.url, hosts);
    await until(() => audit.results.length === 1);
    audit.stop();
    await audit.done;
    expect(endsOf(audit.results)).toEqual({
      fast: 'collected',
      slow: 'stopped',
      slower: 'stopped',
      slowest: 'stopped',
    });
    expect(await given.rowsOf('SELECT name FROM hostward_queue.job')).toEqual([]);
    await until(() => worker.log.includes('over'));
    await stopWorkers(worker);
  });

  it.concurrent('ends when somebody takes its run out of the queue', async () => {
    const given = await newQueue();
    const audit = startAudit(given.url, [sshHost('a')]);
    const run = await given.announcedRun();
    await given.rowsOf(`DELETE FROM hostward_queue.job WHERE id = '${run}'`);
    await audit.done;
    expect(endsOf(audit.results)).toEqual({ a: 'stopped' });
    expect(messageOf(audit.results[0])).toContain('taken out of the queue');
  });
});

describe('the database', () => {
  it.concurrent('holds no secret and no path of a key at any time', async () => {
    const given = await newQueue();
    const secrets = [
      'login-pw-4711',
      'sudo-pw-4712',
      '/w/secret-key-path',
      '/a/key',
      '/a/known_hosts',
    ];
    const seen: string[] = [];
    const dump = async () => {
      const tables = await given.rowsOf(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'hostward_queue'",
      );
      for (const { tablename } of tables) {
        const rows = await given.rowsOf(
          `SELECT to_jsonb(t)::text AS row FROM hostward_queue.${tablename} t`,
        );
        seen.push(...rows.map(({ row }) => String(row)));
      }
    };
    const watched: Transport = async (run) => {
      await dump();
      const end = await thisMachine(run);
      await dump();
      return end;
    };
    const worker = startWorker(given.url, {
      transport: watched,
      secrets: { password: 'login-pw-4711', becomePassword: 'sudo-pw-4712' },
      identityFiles: ['/w/secret-key-path'],
    });
    const results: HostResult[] = [];
    const audit = startAudit(
      given.url,
      ['a', 'b', 'c'].map((name) => sshHost(name)),
      {
        take: async (result) => {
          await dump();
          results.push(result);
        },
      },
    );
    await audit.done;
    await stopWorkers(worker);
    expect(endsOf(results)).toEqual({ a: 'collected', b: 'collected', c: 'collected' });
    const bodies = seen.flatMap((row) => /"body": "([^"]+)"/.exec(row)?.[1] ?? []);
    const text = [...seen, ...bodies.map((body) => JSON.stringify(unpacked(body)))].join('\n');
    const there = ['"kind": "host"', '"kind": "result"', '/proc/self/status'];
    expect([...there, ...secrets].filter((words) => text.includes(words))).toEqual(there);
  });

  it.concurrent('that is away for a while is waited for on both sides', async () => {
    const own = await startPostgres();
    const place = await own.database('q');
    let read = 0;
    const counted: Transport = (run) => {
      read += 1;
      return thisMachine(run);
    };
    const workers = [
      startWorker(place, { transport: counted, concurrency: 2 }),
      startWorker(place, { transport: counted, concurrency: 2, name: 'v' }),
    ];
    const hosts = Array.from({ length: 40 }, (_, n) => sshHost(`h${n}`));
    const audit = startAudit(place, hosts);
    await until(() => read > 8);
    await own.crash();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await own.start();
    await audit.done;
    await stopWorkers(...workers);
    await own.stop();
    expect(audit.results).toHaveLength(40);
    expect(new Set(Object.values(endsOf(audit.results)))).toEqual(new Set(['collected']));
  });
});
