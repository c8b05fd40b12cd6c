import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDebianTree } from '../support/debian-tree.ts';
import { hostward } from '../support/hostward.ts';

const WEAK = [
  'kernel.kptr_restrict',
  'kernel.dmesg_restrict',
  'fs.protected_symlinks',
  'fs.protected_hardlinks',
]
  .map((key) => `${key} = 0\n`)
  .join('');

let folder: string;
const path = (...names: readonly string[]) => join(folder, ...names);

const audit = (output: string, ...more: readonly string[]) =>
  hostward([
    ...['audit', '--image', path('tree'), '--profile', 'strict', '-q', '-f', 'json'],
    ...['-o', path(output), ...more],
  ]);

const findings = (output: string): { check: string; outcome: string }[] =>
  JSON.parse(readFileSync(path(output, 'hosts.ndjson'), 'utf8')).findings;
const failing = (output: string) =>
  findings(output).flatMap(({ check, outcome }) => (outcome === 'fail' ? [check] : []));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-fix-e2e-'));
  makeDebianTree(path('tree'));
  rmSync(path('tree', 'etc/sysctl.d/91-loop.conf'));
  writeFileSync(path('tree', 'etc/sysctl.d/99-site.conf'), WEAK);
  await audit('before');
});
afterAll(() => rmSync(folder, { recursive: true }));

it('settles what it says, and nothing new fails', { timeout: 60_000 }, async () => {
  const written = await hostward(['fix', path('before'), '--level', '2', '-o', path('fix')]);
  expect(written.status).toBe(0);
  const [script = ''] = readdirSync(path('fix'));
  const { status, stderr } = spawnSync('sh', [path('fix', script)], {
    env: { ...process.env, ROOT: path('tree') },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  await audit('after', '--baseline', path('before'), '--fail-on-new', '--fail-on', 'low');
  const settled = readFileSync(path('before', 'run.json'), 'utf8');
  const repairs = new Map<string, unknown>(
    JSON.parse(settled).checks.map(({ id, repair }: { id: string; repair?: object }) => [
      id,
      repair,
    ]),
  );
  const before = failing('before').filter((check) => repairs.get(check) !== undefined);
  expect(before.length).toBeGreaterThan(3);
  const after = new Set(failing('after'));
  expect(before.filter((check) => after.has(check))).toEqual([]);
  expect([...after].filter((check) => !failing('before').includes(check))).toEqual([]);
});
