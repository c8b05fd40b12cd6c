import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostward } from '../support/hostward.ts';

let folder: string;
const path = (name: string) => join(folder, name);
const evaluate = (evidence: string, ...options: readonly string[]) =>
  hostward([
    'evaluate',
    evidence,
    '-q',
    '-f',
    'json',
    '--min-complete',
    '0',
    '-o',
    path('out'),
    ...options,
  ]);

const READING = 'text:/proc/sys/fs/protected_hardlinks';

/** The evidence of this machine with one setting as given, whatever it has. */
function evidenceWith(value: string, name: string): string {
  const [packed = ''] = readdirSync(path('here/evidence'));
  const evidence = JSON.parse(
    gunzipSync(readFileSync(path(`here/evidence/${packed}`))).toString('utf8'),
  );
  evidence.records[READING] = { exit: 0, stdout: `${value}\n`, stderr: '' };
  writeFileSync(path(name), JSON.stringify(evidence));
  return path(name);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-gate-'));
  await hostward(['collect', '-q', '-o', path('here')]);
  const good = evidenceWith('1', 'evidence.json');
  await hostward(['evaluate', good, '-q', '-f', 'json', '-o', path('first')]);
  await hostward(['baseline', 'init', path('first'), '-o', path('baseline.json')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a ratchet', () => {
  it('lets pass what is known, from a file or from the run itself', async () => {
    for (const baseline of ['baseline.json', 'first']) {
      const options = ['--baseline', path(baseline), '--fail-on-new', '--fail-on', 'low'];
      const { status, stderr } = await evaluate(path('evidence.json'), ...options);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    }
  });

  it('cannot be compared under another profile, and fails with words', async () => {
    const { status, stderr } = await evaluate(
      path('evidence.json'),
      ...['--baseline', path('baseline.json'), '--fail-on-new', '--profile', 'strict'],
    );
    expect(status).toBe(1);
    expect(stderr).toContain(
      'it cannot be compared with the baseline: it was judged under another policy',
    );
  });

  it('takes a baseline', async () => {
    const { status, stderr } = await evaluate(path('evidence.json'), '--fail-on-new');
    expect(status).toBe(2);
    expect(stderr).toContain('takes a --baseline');
  });

  it('refuses a baseline that is not there before anything else', async () => {
    const { status, stderr } = await hostward([
      'audit',
      '--baseline',
      path('none'),
      '-o',
      path('x'),
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('hostward baseline init');
  });

  it('fails for one thing that got worse, and the report names it', async () => {
    const { status, stderr } = await evaluate(
      evidenceWith('0', 'altered.json'),
      ...['--baseline', path('baseline.json'), '--fail-on-new', '--fail-on', 'low', '-f', 'html'],
    );
    const report = readFileSync(path('out/report.html'), 'utf8');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/1 new \w+ failures/),
    });
    expect(report).toMatch(/id="changes".*fs\.protected_hardlinks/s);
  });
});

describe('a file of rules', () => {
  const rules = (text: string) => {
    writeFileSync(path('gate.yaml'), `version: 1\n${text}\n`);
    return path('gate.yaml');
  };

  it('is held to, and options win over it', async () => {
    const gate = rules('failOn: none\nmost: { critical: 0, high: 0, medium: 0 }');
    const held = await evaluate(path('evidence.json'), '--gate', gate);
    expect(held.status).toBe(1);
    expect(held.stderr).toMatch(/\d+ \w+ failures, 0 allowed/);
    const free = await evaluate(
      path('evidence.json'),
      '--gate',
      rules('failOn: low'),
      '--fail-on',
      'none',
    );
    expect(free.status).toBe(0);
  });

  it.each([
    ['failOn: dire', 'gate.yaml:2:9'],
    ['minScor: 80', 'minScore'],
    ['most: { severe: 1 }', 'severe'],
  ])('says where it is wrong: %s', async (text, words) => {
    const { status, stderr } = await evaluate(path('evidence.json'), '--gate', rules(text));
    expect(status).toBe(2);
    expect(stderr).toContain(words);
  });
});
