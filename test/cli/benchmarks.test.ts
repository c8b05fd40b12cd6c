import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const main = join(import.meta.dirname, '../../src/cli/main.ts');
const run = (...args: string[]): string =>
  execFileSync(process.execPath, [main, 'benchmarks', ...args], { encoding: 'utf8' });

it('lists benchmarks with their counts', () => {
  const rows: unknown = JSON.parse(run('list', '--format', 'json'));
  expect(rows).toContainEqual(
    expect.objectContaining({ id: 'cis-docker-1.6', checked: expect.any(Number) }),
  );
  expect(run('list')).toMatch(/^nist-800-53 +\d+ +\d+ +\d+ +\d+ {2}NIST SP 800-53/m);
});

it('shows the checks of a section', () => {
  expect(run('show', 'cis-docker-1.6')).toMatch(/^3\.15 {2}.*\n {2}daemon\.docker-socket-mode$/m);
  expect(JSON.parse(run('show', 'kspp', '--format', 'json'))).toMatchObject({ id: 'kspp' });
});

it('names the nearest benchmark', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [main, 'benchmarks', 'show', 'cis-dokcer-1.6'],
    {
      encoding: 'utf8',
    },
  );
  expect(status).toBe(2);
  expect(stderr).toContain('did you mean cis-docker-1.6');
});
