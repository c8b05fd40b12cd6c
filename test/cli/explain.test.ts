import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostward } from '../support/hostward.ts';

let folder: string;
let run: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-explain-'));
  run = join(folder, 'run');
  await hostward(['audit', '-q', '-f', 'json', '-o', run]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a check on a host', () => {
  it('is explained by what was read, expected, found and done', async () => {
    const { status, stdout } = await hostward([
      'explain',
      'sysctl.fs.protected_hardlinks',
      '--run',
      run,
    ]);
    expect(status).toBe(0);
    for (const heading of ['Found', 'Read', 'Why it matters', 'Remedy', 'References']) {
      expect(stdout).toContain(`\n${heading}\n`);
    }
    expect(stdout).toMatch(/text:\/proc\/sys\/fs\/protected_hardlinks: exit 0\n {4}[01]\n/);
    expect(stdout).toContain(`kept in ${join(run, 'evidence')}`);
  });

  it.each([
    ['a check that was not asked', ['sysctl.fs.protected_hardlink'], 'protected_hardlinks'],
    [
      'a host that is not there',
      ['sysctl.fs.protected_hardlinks', '--host', 'nobody'],
      'no host nobody',
    ],
  ])('is refused in words: %s', async (_, words, said) => {
    const { status, stderr } = await hostward(['explain', ...words, '--run', run]);
    expect(status).toBe(2);
    expect(stderr).toContain(said);
  });
});
