import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/cli/report-formats.ts';
import { auditHost } from '../../src/engine/audit-host.ts';
import { UsageError } from '../../src/model/errors.ts';
import { readEvidence } from '../../src/store/evidence-file.ts';
import { evidenceOf } from '../evidence/systems.ts';
import { EVERYTHING } from '../evidence/verdict-lines.ts';
import { hostward } from '../support/hostward.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-forged-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a terminal acts on. */
const UNSHOWN = /[[\p{Cc}\u202e]--[\t\n\r]]/v;

const honest = evidenceOf('busybox');

function fileOf(content: string | Buffer, name = 'forged.json'): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** The honest evidence as JSON, with a text of it put in place of another. */
const forged = (from: string | RegExp, to: string): string =>
  JSON.stringify(honest).replace(from, () => to);

describe('evidence that is none is refused in words:', () => {
  it.each<[string, () => string | Buffer]>([
    ['nothing', () => ''],
    ['no JSON', () => '{'],
    ['a list', () => '[]'],
    ['a number beyond all', () => '1e999'],
    ['a hundred thousand lists in each other', () => '['.repeat(100_000)],
    ['objects in each other', () => '{"a":'.repeat(50_000)],
    ['a bomb', () => gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '), { level: 9 })],
    ['a packed file that is cut', () => gzipSync(JSON.stringify(honest)).subarray(0, 2000)],
    ['bytes that are no text', () => Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['another version', () => forged('"formatVersion":1', '"formatVersion":2')],
    ['a field of its own', () => forged('"formatVersion":1', '"formatVersion":1,"\\u001b[31m":1')],
    ['a prototype', () => forged('"formatVersion":1', '"formatVersion":1,"__proto__":{"x":1}')],
    ['a time that is none', () => forged(/"collectedAt":"[^"]*"/, '"collectedAt":"yesterday"')],
    ['a time without end', () => forged(/"durationMs":\d+/, '"durationMs":1e300')],
    ['a status that is no number', () => forged(/"exit":\d+/, '"exit":1e400')],
    ['a status that is a fraction', () => forged(/"exit":\d+/, '"exit":0.5')],
    ['bytes in another writing', () => forged(/"stdout":"/, '"stdout":{"base64":"*"},"x":"')],
  ])('%s', (_, content) => {
    const read = () => auditHost(readEvidence(fileOf(content())), EVERYTHING);
    let thrown: unknown;
    try {
      read();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(UsageError);
    expect(String(thrown)).toContain('forged.json');
  });
});

it('an error of it shows no escapes', async () => {
  const file = fileOf(forged('"formatVersion":1', '"formatVersion":1,"\\u001b[31m\\u202e":1'));
  const run = await hostward(['evaluate', file, '-o', join(folder, 'none')]);
  expect(run.status).toBe(2);
  expect(run.stderr).not.toMatch(UNSHOWN);
  expect(run.stderr).not.toContain('    at ');
});

it('keys of prototypes in readings and labels are data, and change no verdict', () => {
  const own = ['__proto__', 'constructor', 'toString', 'text:__proto__'];
  const record = '{"exit":0,"stdout":"1","stderr":""}';
  const records = own.map((key) => `${JSON.stringify(key)}:${record},`).join('');
  const labels = own.map((key) => `${JSON.stringify(key)}:"x"`).join(',');
  const text = forged('"records":{', `"records":{${records}`).replace(
    /"labels":\{[^}]*\}/,
    `"labels":{${labels}}`,
  );
  const evidence = readEvidence(fileOf(text));
  const told = (of: typeof honest) => auditHost(of, EVERYTHING).findings;
  expect(told(evidence)).toEqual(told(honest));
  expect(Object.getPrototypeOf(evidence.host.labels)).toBe(Object.prototype);
  expect('exit' in {}).toBe(false);
});

it('readings of noise, of huge numbers and of anything else are judged without a throw', () => {
  const keys = Object.keys(honest.records);
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom(
      '9'.repeat(400),
      `${'9'.repeat(400)}\n`,
      '-1\n',
      '1e999\n',
      '0x',
      '\0',
      '__proto__',
    ),
    fc.constantFrom('{"__proto__":{"x":1}}', '['.repeat(5000), '"'.repeat(5000), '\n'.repeat(5000)),
  );
  const change = fc.tuple(
    fc.nat({ max: keys.length - 1 }),
    noise,
    fc.integer({ min: -1, max: 256 }),
  );
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 40 }), (changes) => {
      const records = { ...honest.records };
      for (const [at, stdout, exit] of changes) {
        records[keys[at] ?? ''] = { exit, stdout, stderr: '' };
      }
      const { findings } = auditHost({ ...honest, records }, EVERYTHING);
      expect(findings.length).toBe(EVERYTHING.checks.length);
      const defects = findings.filter(({ reason = '' }) =>
        /threw instead|a defect of/.test(reason),
      );
      expect(defects).toEqual([]);
    }),
    { numRuns: 40 },
  );
}, 60_000);

describe('a host whose every word is hostile', () => {
  const WORDS =
    '\u001b]0;mine\u0007<script>alert(1)</script>]]>&"\'|`[x](javascript:y)\u202e=cmd()';
  let output: string;
  let printed: string;

  beforeAll(async () => {
    const records = Object.entries(honest.records).map(([key, record]) => {
      const isShort = typeof record.stdout === 'string' && record.stdout.length < 40;
      return [key, isShort ? { ...record, stdout: WORDS } : record];
    });
    const hostile = {
      ...honest,
      host: { name: `=1+1${WORDS}`, address: `@${WORDS}`, labels: { [`+${WORDS}`]: `-${WORDS}` } },
      diagnostics: WORDS,
      records: Object.fromEntries(records),
    };
    output = join(folder, 'out');
    const file = fileOf(JSON.stringify(hostile), 'hostile.json');
    const run = await hostward([
      'evaluate',
      file,
      '-f',
      FORMATS.join(','),
      '-o',
      output,
      '--fail-on',
      'none',
    ]);
    printed = run.stdout + run.stderr;
    expect(run.status, printed).toBe(3);
  }, 60_000);

  const files = (): readonly string[] =>
    readdirSync(output, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it('shows no escapes on a terminal', () => {
    expect(printed).toContain('alert(1)');
    expect(printed).not.toMatch(UNSHOWN);
  });

  it('leaves in no report what a terminal, a browser or a spreadsheet would run', () => {
    const reports = files().filter((file) => /\.(html|xml|csv|md|prom)$/.test(file));
    expect(reports.length).toBeGreaterThan(5);
    for (const file of reports) {
      const text = readFileSync(file, 'utf8');
      expect(text.match(UNSHOWN)?.[0], file).toBeUndefined();
      if (!/\.(csv|prom)$/.test(file)) expect(text, file).not.toContain('<script>alert');
      if (file.endsWith('.csv')) expect(text, file).not.toMatch(/(^|,)"?[=+@]/m);
    }
  });

  it('writes files that their owner alone can read', () => {
    for (const file of files()) expect([file, statSync(file).mode & 0o077]).toEqual([file, 0]);
    expect(statSync(output).mode & 0o077).toBe(0);
  });
});

it('packed evidence is read as what it packs', () => {
  const file = fileOf(gzipSync(JSON.stringify(honest)), 'packed.json.gz');
  expect(readEvidence(file)).toEqual(JSON.parse(gunzipSync(readFileSync(file)).toString()));
});
