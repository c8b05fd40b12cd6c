import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newestEvidence } from '../../src/cli/newest-evidence.ts';
import { readEvidence } from '../../src/store/evidence-file.ts';

let folder: string;
const files: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-newest-'));
  for (const [name, day] of [
    ['web', '01'],
    ['web', '03'],
    ['web', '02'],
    ['db', '01'],
  ] as const) {
    const file = join(folder, `${name}-${day}.json`);
    files.push(file);
    const evidence = {
      formatVersion: 1,
      toolVersion: '1.0.0',
      host: { name, address: '192.0.2.1', labels: {} },
      collectedAt: `2026-03-${day}T12:00:00Z`,
      durationMs: 1,
      privilege: 'root',
      collectorHash: 'c',
      diagnostics: '',
      records: {},
    };
    writeFileSync(file, JSON.stringify(evidence));
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

const names = async (since: string) => {
  const sources = files.map((file) => ({ file, read: () => Promise.resolve(readEvidence(file)) }));
  return (await newestEvidence(sources, since)).map(({ file }) => file.slice(folder.length + 1));
};

it('takes of each host the newest evidence', async () => {
  expect(await names('2026-01-01')).toEqual(['web-03.json', 'db-01.json']);
  expect(await names('2026-03-01')).toEqual(['web-03.json', 'db-01.json']);
});

it('takes none that is older', async () => {
  expect(await names('2026-03-02')).toEqual(['web-03.json']);
  await expect(names('2026-03-04')).rejects.toThrow('since 2026-03-04; name an earlier');
});
