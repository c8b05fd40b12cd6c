import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainProblems } from '../../src/integrity/chain.ts';
import { examine } from '../../src/integrity/examine.ts';
import { newKeyPair, privateKeyOf, publicKeyOf } from '../../src/integrity/signature.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { AuditedHost, HostReport } from '../../src/model/run.ts';
import type { BegunRun, Store, StoredRecord } from '../../src/store/store.ts';

const STARTED = '2026-03-01T10:00:00.000Z';

const about = (id: string, startedAt = STARTED) => ({
  id,
  startedAt,
  toolVersion: '1.0.0',
  auditor: { account: 'ops', machine: 'auditor' },
  collectorHash: 'c0',
});

const begun = (id: string, startedAt = STARTED): BegunRun => ({
  ...about(id, startedAt),
  expected: 2,
});

const record = (id: string, waivers: StoredRecord['waivers'] = []): StoredRecord => ({
  run: {
    ...about(id),
    finishedAt: '2026-03-01T10:01:00.000Z',
    profile: 'baseline',
    policyHash: 'p0',
    complete: true,
  },
  checks: [],
  waivers,
});

const audited = (name: string, more: Partial<AuditedHost> = {}): AuditedHost => ({
  name,
  address: `ssh://${name}`,
  labels: { role: 'web' },
  status: 'audited',
  profile: 'baseline',
  privilege: 'root',
  collectedAt: STARTED,
  durationMs: 1200,
  facts: { os: 'Debian' },
  containers: [],
  findings: [
    { check: 'ssh.root-login', outcome: 'pass', note: 'no' },
    {
      check: 'kernel.kptr',
      outcome: 'fail',
      mismatches: [{ subject: 'kernel.kptr_restrict', expected: '2', actual: '0' }],
    },
  ],
  ...more,
});

const failed = (name: string): HostReport => ({
  name,
  address: `ssh://${name}`,
  labels: {},
  status: 'failed',
  reason: { class: 'refused', message: 'connection refused' },
});

const evidenceOf = (name: string, records: Evidence['records'] = {}): Evidence => ({
  formatVersion: 1,
  toolVersion: '1.0.0',
  host: { name, address: `ssh://${name}`, labels: {} },
  collectedAt: STARTED,
  durationMs: 1200,
  privilege: 'root',
  collectorHash: 'c0',
  diagnostics: '',
  records,
});

const answered = (stdout: Evidence['records'][string]['stdout']) => ({
  exit: 0,
  stdout,
  stderr: '',
});

async function listOf<T>(stream: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of stream) list.push(item);
  return list;
}

/** What the two databases promise alike. @param open gives the same store at each call of a test. */
export function storeContract(open: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(async () => {
    await store.close();
  });

  async function keep(
    id: string,
    hosts: readonly (readonly [HostReport, Evidence?])[],
    startedAt = STARTED,
  ): Promise<void> {
    const writer = await store.begin(begun(id, startedAt));
    await Promise.all(hosts.map(([host, evidence]) => writer.addHost(host, evidence)));
    await writer.finish(record(id), '{"policies":[]}');
  }

  async function read(id: string) {
    const run = await store.open(id);
    if (run === undefined) throw new Error(`no run ${id}`);
    return run;
  }

  describe('a run', () => {
    it('is read back as it was written', async () => {
      const evidence = evidenceOf('web01', { 'text:/etc/os-release': answered('ID=debian\n') });
      await keep('one', [[audited('web01'), evidence], [failed('db01')]]);
      const run = await read('one');
      expect(run.run).toEqual({
        ...begun('one'),
        hosts: 2,
        finished: {
          finishedAt: '2026-03-01T10:01:00.000Z',
          profile: 'baseline',
          policyHash: 'p0',
          complete: true,
        },
      });
      expect(run.record).toEqual(record('one'));
      expect(run.policy).toBe('{"policies":[]}');
      expect(await listOf(run.hosts())).toEqual([failed('db01'), audited('web01')]);
      expect(await run.host('web01')).toEqual(audited('web01'));
      expect(await run.host('nobody')).toBeUndefined();
      expect(await listOf(run.evidence())).toEqual([evidence]);
      expect(await run.evidenceOf('web01')).toEqual(evidence);
      expect(await run.evidenceOf('db01')).toBeUndefined();
    });

    it('is listed and read before it ends', async () => {
      const writer = await store.begin(begun('partial'));
      await writer.addHost(audited('web01'), evidenceOf('web01'));
      expect(await store.runs()).toEqual([{ ...begun('partial'), hosts: 1 }]);
      const run = await read('partial');
      expect(run.record).toBeUndefined();
      expect(run.policy).toBeUndefined();
      expect(await listOf(run.hosts())).toEqual([audited('web01')]);
    });

    it('is refused where one of its id is there', async () => {
      await keep('one', []);
      await expect(store.begin(begun('one'))).rejects.toThrow('has a run one already');
    });

    it.each(['', '../x', 'a b', 'a\0b'])('is refused with the id %j', async (id) => {
      await expect(store.begin(begun(id))).rejects.toThrow('is no id');
      expect(await store.open(id)).toBeUndefined();
    });

    it('is listed, the newest first', async () => {
      await keep('a', [], '2026-03-02T00:00:00.000Z');
      await keep('b', [], '2026-03-03T00:00:00.000Z');
      await keep('c', [], '2026-03-01T00:00:00.000Z');
      expect((await store.runs()).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    });
  });

  describe('a host', () => {
    it('is refused where one of its name is there', async () => {
      const writer = await store.begin(begun('one'));
      await writer.addHost(audited('web01'));
      await expect(writer.addHost(audited('web01'))).rejects.toThrow('web01 already');
    });

    it('comes in the order of bytes', async () => {
      const names = ['b', 'a', 'Z', 'é', '\u{1f600}', '\uffff', 'a1', ''];
      await keep(
        'one',
        names.map((name) => [audited(name)]),
      );
      const sorted = names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const run = await read('one');
      expect((await listOf(run.entries())).map(({ name }) => name)).toEqual(sorted);
      expect((await listOf(run.hosts())).map(({ name }) => name)).toEqual(sorted);
    });

    it('has a hash of its findings that times leave alone', async () => {
      await keep('one', [[audited('web01')], [failed('db01')]]);
      await keep('two', [[audited('web01', { durationMs: 7 })]]);
      await keep('three', [[audited('web01', { findings: [] })]]);
      const hashes = async (id: string) =>
        (await listOf((await read(id)).entries())).map((entry) => entry.findingsHash);
      const [, first] = await hashes('one');
      expect(await hashes('one')).toEqual(['', first]);
      expect(await hashes('two')).toEqual([first]);
      expect(await hashes('three')).not.toEqual([first]);
    });

    it('is read page by page while others are asked for', async () => {
      const names = Array.from({ length: 130 }, (_, i) => `host${String(i).padStart(3, '0')}`);
      await keep(
        'many',
        names.map((name) => [audited(name), evidenceOf(name, { a: answered(name) })]),
      );
      const run = await read('many');
      const seen: string[] = [];
      for await (const host of run.hosts()) {
        expect((await run.evidenceOf(host.name))?.records['a']?.stdout).toBe(host.name);
        seen.push(host.name);
      }
      expect(seen).toEqual(names);
    });
  });

  const bytes = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom('\0', '\ud800', 'a\udc00b', '\u2028', '__proto__'),
    fc.base64String().map((base64) => ({ base64 })),
  );
  const records = fc
    .array(fc.tuple(fc.oneof(fc.string(), fc.constantFrom('__proto__', '7', 'constructor')), bytes))
    .map((pairs) => Object.fromEntries(pairs.map(([key, stdout]) => [key, answered(stdout)])));

  it('gives back any evidence, whatever was kept of the host before', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(records, { minLength: 1, maxLength: 4 }), async (days) => {
        for (const day of days) {
          runs += 1;
          const evidence = evidenceOf('web01', day);
          const note = JSON.stringify(day);
          const host = audited('web01', {
            findings: [{ check: 'a', outcome: 'pass', note }, ...audited('web01').findings],
          });
          await keep(`run-${runs}`, [[host, evidence]]);
          const run = await read(`run-${runs}`);
          const found = await run.evidenceOf('web01');
          expect(found).toEqual(evidence);
          expect(JSON.stringify(found)).toBe(JSON.stringify(evidence));
          expect(JSON.stringify(await run.host('web01'))).toBe(JSON.stringify(host));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('forgets a run and leaves the others whole', async () => {
    const days = ['a', 'b', 'c', 'd'];
    const evidence = (day: string) =>
      evidenceOf('web01', { same: answered('x'.repeat(5000)), clock: answered(day) });
    for (const day of days)
      await keep(day, [[audited('web01', { collectedAt: day }), evidence(day)]]);
    await store.remove(['a', 'c', 'nobody']);
    expect((await store.runs()).map(({ id }) => id).toSorted()).toEqual(['b', 'd']);
    expect(await store.open('a')).toBeUndefined();
    for (const day of ['b', 'd']) {
      expect(await (await read(day)).evidenceOf('web01')).toEqual(evidence(day));
      expect((await read(day)).record).toEqual(record(day));
    }
    await keep('e', [[audited('web01'), evidence('e')]]);
    expect(await (await read('e')).evidenceOf('web01')).toEqual(evidence('e'));
    await store.remove(['b', 'd', 'e']);
    expect(await store.runs()).toEqual([]);
  });

  describe('a seal', () => {
    const { privateKey, publicKey } = newKeyPair();
    const key = privateKeyOf(privateKey, 'key');
    const trusted = publicKeyOf(publicKey, 'key.pub');

    async function sealed(id: string) {
      const seal = await (await read(id)).seal();
      if (seal === undefined) throw new Error(`${id} is not sealed`);
      return seal;
    }

    it('is true of the run, host by host, and of who signed it', async () => {
      const writer = await store.begin(begun('one'));
      await writer.addHost(audited('web01'), evidenceOf('web01', { a: answered('x') }));
      await writer.addHost(failed('db\n01'));
      await writer.finish(record('one'), '{}', key);
      const told = examine(await sealed('one'), trusted);
      expect(told).toMatchObject({ problems: [], added: [], sums: 4, signature: 'trusted' });
      expect(told.manifest).toMatchObject({ run: 'one', policyHash: 'p0', collectorHash: 'c0' });
    });

    it('is missing of a run that was cut off', async () => {
      const writer = await store.begin(begun('cut'));
      await writer.addHost(audited('web01'));
      expect(await (await read('cut')).seal()).toBeUndefined();
    });

    it('ties each run to the one that ended before it', async () => {
      for (const id of ['a', 'c', 'b']) await keep(id, [[audited('web01')]]);
      const links = [];
      for (const id of ['a', 'b', 'c']) {
        const { manifest, seal = '' } = examine(await sealed(id));
        links.push({ run: id, seal, follows: manifest?.follows });
      }
      expect(links.map(({ follows }) => follows?.run)).toEqual([undefined, 'c', 'a']);
      expect(chainProblems(links)).toEqual([]);
      await store.remove(['c']);
      expect(chainProblems(links.filter(({ run }) => run !== 'c'))).toEqual([
        'run c, before run b, is not among these',
      ]);
    });

    it('ties runs that end at once one after the other', async () => {
      const other = await open();
      try {
        const ids = Array.from({ length: 6 }, (_, i) => `run${i}`);
        await Promise.all(
          ids.map(async (id, i) => {
            const writer = await (i % 2 === 0 ? store : other).begin(begun(id));
            await writer.addHost(audited('web01'));
            await writer.finish(record(id), '{}');
          }),
        );
        const follows = [];
        for (const id of ids) follows.push(examine(await sealed(id)).manifest?.follows?.run);
        expect(new Set(follows).size).toBe(ids.length);
      } finally {
        await other.close();
      }
    });
  });

  it('is written by two at once, and by who forgets meanwhile', async () => {
    const other = await open();
    try {
      await keep('old', [[audited('web00'), evidenceOf('web00', { a: answered('old') })]]);
      const writers = [await store.begin(begun('one')), await other.begin(begun('two'))];
      const names = Array.from({ length: 30 }, (_, i) => `web${i}`);
      await Promise.all([
        ...names.flatMap((name) =>
          writers.map((writer) =>
            writer.addHost(audited(name), evidenceOf(name, { a: answered('old') })),
          ),
        ),
        other.remove(['old']),
      ]);
      for (const id of ['one', 'two']) {
        expect(await listOf((await read(id)).evidence())).toHaveLength(30);
      }
    } finally {
      await other.close();
    }
  });
}
