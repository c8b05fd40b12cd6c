import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostward } from '../support/hostward.ts';

let folder: string;
const run = (...words: readonly string[]) =>
  hostward(words, { cwd: folder, env: { HOSTWARD_STORE: join(folder, 'runs.sqlite') } });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-trend-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('says that there is nothing yet, and takes every run of the store once there are some', async () => {
  expect(await run('trend')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('hostward audit keeps them'),
  });
  for (const profile of ['ci', 'ci']) await run('audit', '-q', '-p', profile, '-f', 'json');
  const told = await run('trend');
  expect(told).toMatchObject({ status: 0, stderr: '' });
  expect(told.stdout).toMatch(/^2 runs, /);
  expect(await run('diff')).toMatchObject({ status: 0, stderr: '' });
});
