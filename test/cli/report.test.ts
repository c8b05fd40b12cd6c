import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/cli/report-formats.ts';
import { hostFileName } from '../../src/model/host-file-name.ts';
import { hostward } from '../support/hostward.ts';

const all = FORMATS.join(',');
const FILES = [
  'report.html',
  'junit.xml',
  'report.json',
  'report.ndjson',
  'report.csv',
  'summary.md',
  'report.sarif',
  'hostward.prom',
  `xccdf/${hostFileName(hostname())}.xml`,
  `hdf/${hostFileName(hostname())}.json`,
  'oscal-plan.json',
  'oscal-results.json',
  'poam.csv',
];

let folder: string;
let run: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-report-'));
  run = join(folder, 'run');
  const audited = await hostward(['audit', '-q', '--format', all, '--output', run]);
  expect(audited.stderr).toBe('');
});
afterAll(() => rmSync(folder, { recursive: true }));

const text = (...parts: readonly string[]) => readFileSync(join(...parts), 'utf8');

describe('a run that ended', () => {
  it('gives every report again, byte for byte, and says where', async () => {
    const again = join(folder, 'again');
    const { status, stdout } = await hostward(['report', run, '--format', all, '--output', again]);
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toEqual(FILES.map((name) => join(again, name)));
    for (const name of FILES) expect(text(again, name)).toBe(text(run, name));
  });

  it('takes the options of formats', async () => {
    const some = join(folder, 'some');
    const options = ['--sarif-all', '--junit-failures-only', '--format', 'sarif,junit'];
    await hostward(['report', run, ...options, '--output', some]);
    expect(text(some, 'report.sarif')).toContain('"kind":"pass"');
    expect(text(run, 'report.sarif')).not.toContain('"kind":"pass"');
    expect(text(some, 'junit.xml')).not.toContain('<skipped');
    expect(text(run, 'junit.xml')).toContain('<skipped');
  });
});

describe('what is no run that ended', () => {
  it.each<[string, () => string, string]>([
    ['nothing', () => join(folder, 'nowhere'), 'holds no run of hostward'],
    [
      'a run that was cut off',
      () => {
        const cut = mkdtempSync(join(folder, 'cut-'));
        writeFileSync(join(cut, 'hosts.ndjson'), '');
        return cut;
      },
      'hostward evaluate',
    ],
    [
      'an altered record',
      () => {
        const altered = mkdtempSync(join(folder, 'altered-'));
        writeFileSync(join(altered, 'hosts.ndjson'), '');
        writeFileSync(
          join(altered, 'run.json'),
          text(run, 'run.json').replace('"complete"', '"x"'),
        );
        return altered;
      },
      'it was altered, or written by another version',
    ],
    [
      'an altered host',
      () => {
        const altered = mkdtempSync(join(folder, 'altered-'));
        writeFileSync(join(altered, 'hosts.ndjson'), `${text(run, 'hosts.ndjson').slice(9)}\n`);
        writeFileSync(join(altered, 'run.json'), text(run, 'run.json'));
        return altered;
      },
      'hosts.ndjson:1',
    ],
  ])('is refused in words: %s', async (_, path, words) => {
    const { status, stderr } = await hostward(['report', path(), '--format', 'json']);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
  });
});
