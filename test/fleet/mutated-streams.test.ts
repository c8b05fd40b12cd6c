import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { planOf } from '../../src/cli/catalogue.ts';
import { startCollection } from '../../src/collector/collection.ts';
import { compile, invoke } from '../../src/collector/compile.ts';
import { auditHost } from '../../src/engine/audit-host.ts';
import { readingKeysOf } from '../../src/kit/define-check.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { readingKey } from '../../src/probes/reader.ts';
import { EVERYTHING } from '../evidence/verdict-lines.ts';

const NONCE = '0123456789abcdef0123456789abcdef';
const plan = planOf([EVERYTHING]);
const FRAME_BYTES = 8 * 1024 * 1024;

/** What this machine answers to every reading, and what comes of it. */
let out: Buffer;
let err: Buffer;
let honest: Evidence['records'];
let outcomes: ReadonlyMap<string, string>;

beforeAll(() => {
  const input = invoke(compile(plan), NONCE, { commandSeconds: 20, wholeSeconds: 100 });
  const run = spawnSync('sh', [], { input, maxBuffer: 256 * 1024 * 1024 });
  out = run.stdout;
  err = run.stderr;
  const records = recordsOf(out);
  if (records === undefined) throw new Error('the honest answer is not whole');
  honest = records;
  outcomes = outcomesOf(honest);
}, 120_000);

/** Undefined where the answer is refused. */
function recordsOf(
  stdout: Buffer,
  pieces: readonly number[] = [],
): Evidence['records'] | undefined {
  const collection = startCollection(plan, NONCE, FRAME_BYTES);
  collection.stderr(err);
  let rest = stdout;
  for (const size of pieces) {
    collection.stdout(rest.subarray(0, size));
    rest = rest.subarray(size);
  }
  collection.stdout(rest);
  const isWhole = collection.isSettled() && collection.violation() === undefined;
  return isWhole ? collection.records() : undefined;
}

function outcomesOf(records: Evidence['records']): ReadonlyMap<string, string> {
  const evidence: Evidence = {
    formatVersion: 1,
    toolVersion: '0',
    host: { name: 'a', address: 'a', labels: {} },
    collectedAt: '2026-01-02T03:04:05Z',
    durationMs: 1,
    privilege: 'root',
    collectorHash: '',
    diagnostics: '',
    records,
  };
  const { findings } = auditHost(evidence, EVERYTHING);
  return new Map(findings.map(({ check, outcome }) => [check, outcome]));
}

/** The keys that a reader answers. */
const keysOf = (number: number): ReadonlySet<string> => {
  const read = plan[number - 1];
  return new Set(read?.args.map((arg) => readingKey({ reader: read.reader, arg })));
};

/** Where one frame begins and ends, marks included. */
function placeOf(number: number): readonly [start: number, end: number] {
  const start = out.indexOf(`\n@${NONCE} begin ${number} `);
  const mark = out.indexOf(`\n@${NONCE} end ${number} `);
  return [start, out.indexOf('\n', mark + 1) + 1];
}

const frameOf = (number: number): Buffer => out.subarray(...placeOf(number));
const number = fc.integer({ min: 1, max: plan.length });
const piecesOf = fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 20 });

/** What is refused is well; what is taken must be the honest answer, but for some keys. */
function expectSame(records: Evidence['records'] | undefined, but: ReadonlySet<string>): void {
  if (records === undefined) return;
  const others = (all: Evidence['records']) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => !but.has(key)));
  expect(others(records)).toEqual(others(honest));
}

it('however an answer is cut into pieces, it is the same', () => {
  fc.assert(
    fc.property(piecesOf, (pieces) => {
      expect(recordsOf(out, pieces)).toEqual(honest);
    }),
    { numRuns: 15 },
  );
});

it('an answer that breaks off anywhere is refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: out.length - 2 }), (length) => {
      expect(recordsOf(out.subarray(0, length))).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});

it('frames that are repeated, left out or in another order are refused', () => {
  fc.assert(
    fc.property(number, number, fc.constantFrom('repeat', 'drop', 'move'), (a, b, how) => {
      const [start, end] = placeOf(a);
      const [to] = placeOf(b);
      const without = Buffer.concat([out.subarray(0, start), out.subarray(end)]);
      const at = to > start ? to - (end - start) : to;
      const twice = Buffer.concat([out.subarray(0, end), frameOf(a), out.subarray(end)]);
      const moved = Buffer.concat([without.subarray(0, at), frameOf(a), without.subarray(at)]);
      const changed = { repeat: twice, drop: without, move: moved }[how];
      const isSame = changed.equals(out);
      expect(recordsOf(changed) === undefined).toBe(!isSame);
    }),
    { numRuns: 60 },
  );
});

it('frames of another run change nothing, but for the reading in whose answer they stand', () => {
  fc.assert(
    fc.property(number, number, fc.boolean(), fc.nat(), (a, b, inside, place) => {
      const foreign = Buffer.from(
        frameOf(a).toString('latin1').replaceAll(NONCE, 'f'.repeat(32)),
        'latin1',
      );
      const [start, end] = placeOf(b);
      const at = inside ? start + (place % (end - start)) : start;
      const spliced = Buffer.concat([out.subarray(0, at), foreign, out.subarray(at)]);
      expectSame(recordsOf(spliced), inside ? keysOf(b) : new Set());
    }),
    { numRuns: 40 },
  );
});

it('bytes that are flipped, cut out or put in touch no other reading than their own', () => {
  const change = fc.record({
    number,
    place: fc.nat(),
    drop: fc.nat({ max: 200 }),
    put: fc.uint8Array({ maxLength: 20 }),
  });
  fc.assert(
    fc.property(change, ({ number: of, place, drop, put }) => {
      const [start, end] = placeOf(of);
      const at = start + (place % (end - start));
      const stop = Math.min(end, at + drop);
      const changed = Buffer.concat([out.subarray(0, at), put, out.subarray(stop)]);
      const records = recordsOf(changed);
      expectSame(records, keysOf(of));
    }),
    { numRuns: 80 },
  );
});

it('no verdict changes that does not rest on the reading that was changed, and nothing throws', () => {
  fc.assert(
    fc.property(
      number,
      fc.nat(),
      fc.uint8Array({ minLength: 1, maxLength: 30 }),
      (of, place, put) => {
        const [start, end] = placeOf(of);
        const at = start + (place % (end - start));
        const stop = Math.min(end, at + put.length);
        const changed = Buffer.concat([out.subarray(0, at), put, out.subarray(stop)]);
        const records = recordsOf(changed);
        if (records === undefined) return;
        const touched = keysOf(of);
        const after = outcomesOf(records);
        const wrong = EVERYTHING.checks
          .filter(({ check }) => !readingKeysOf(check).some((key) => touched.has(key)))
          .filter(({ check }) => after.get(check.id) !== outcomes.get(check.id));
        expect(wrong.map(({ check }) => check.id)).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
});
