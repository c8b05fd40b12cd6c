import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { examine } from '../../src/integrity/examine.ts';
import { UsageError } from '../../src/model/errors.ts';
import type { AuditedHost } from '../../src/model/run.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { RunReader } from '../../src/store/store.ts';

const RUNS = ['2026-03-01', '2026-03-02', '2026-03-03'];
const STARTED = '2026-03-01T10:00:00.000Z';

let folder: string;
let file: string;

const host = (name: string, day: string): AuditedHost => ({
  name,
  address: `ssh://${name}`,
  labels: {},
  status: 'audited',
  profile: 'baseline',
  privilege: 'root',
  collectedAt: `${day}T10:00:00.000Z`,
  durationMs: 1200,
  facts: { os: 'Debian' },
  containers: [],
  findings: [
    {
      check: 'kernel.kptr',
      outcome: 'fail',
      mismatches: [{ subject: 'kernel.kptr_restrict', expected: '2', actual: day }],
    },
  ],
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-flipped-'));
  file = join(folder, 'runs.sqlite');
  const store = await openStore(file);
  for (const id of RUNS) {
    const about = {
      id,
      startedAt: `${id}T10:00:00.000Z`,
      toolVersion: '1.0.0',
      auditor: { account: 'ops', machine: 'auditor' },
      collectorHash: 'c0',
    };
    const writer = await store.begin({ ...about, expected: 2 });
    for (const name of ['web01', 'web02']) {
      await writer.addHost(host(name, id), {
        formatVersion: 1,
        toolVersion: '1.0.0',
        host: { name, address: `ssh://${name}`, labels: {} },
        collectedAt: STARTED,
        durationMs: 1200,
        privilege: 'root',
        collectorHash: 'c0',
        diagnostics: '',
        records: { 'text:/etc/hostname': { exit: 0, stdout: `${name} on ${id}\n`, stderr: '' } },
      });
    }
    const run = { ...about, finishedAt: STARTED, profile: 'baseline', policyHash: 'p0' };
    await writer.finish({ run: { ...run, complete: true }, checks: [], waivers: [] }, '{}');
  }
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All that a run tells. */
async function toldBy(run: RunReader): Promise<unknown> {
  const told: unknown[] = [run.run, run.record, run.policy];
  for await (const entry of run.entries()) told.push(entry);
  for await (const report of run.hosts()) told.push(report);
  for await (const evidence of run.evidence()) told.push(evidence);
  return told;
}

/** What is wrong with the store at a path, in words, and all that it tells where nothing is. */
async function look(path: string): Promise<{ problems: readonly string[]; told: unknown[] }> {
  try {
    const store = await openStore(path);
    try {
      const told: unknown[] = [await store.runs()];
      const problems: string[] = [];
      for (const id of RUNS) {
        const run = await store.open(id);
        const seal = await run?.seal();
        if (run === undefined || seal === undefined) problems.push(`${id} is gone`);
        else {
          problems.push(...examine(seal).problems);
          if (problems.length === 0) told.push(await toldBy(run));
        }
      }
      return { problems, told };
    } finally {
      await store.close();
    }
  } catch (cause) {
    if (cause instanceof UsageError) return { problems: [cause.message], told: [] };
    throw cause;
  }
}

it('either tells what was written, or that it was altered, whatever bit of the file flips', async () => {
  const whole = await look(file);
  expect(whole.problems).toEqual([]);
  const bytes = readFileSync(file);
  const copy = join(folder, 'copy.sqlite');
  let found = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(statSync(file).size - 1), fc.nat(7), async (at, bit) => {
      for (const end of ['-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << bit), at);
      writeFileSync(copy, flipped);
      const { problems, told } = await look(copy);
      if (problems.length === 0) expect(told).toEqual(whole.told);
      else found += 1;
    }),
    { numRuns: 400 },
  );
  expect(found).toBeGreaterThan(20);
});
