import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { comparisonSchema } from '../../reports/golden/schema.ts';
import { timelineSchema, trendSchema } from '../../reports/trend/schema.ts';
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

it('stands in the reports of an audit', async () => {
  await run('audit', '-q', '-p', 'ci', '-f', 'html,prometheus', '-o', 'third');
  const read = (name: string) => readFileSync(join(folder, 'third', name), 'utf8');
  expect(read('report.html')).toMatch(/id="trend".*3 runs/s);
  expect(read('hostward.prom')).toMatch(/^hostward_open_mismatches \d+$/m);
});

it('prints JSON that follows the published schemas', async () => {
  const json = async (...words: readonly string[]): Promise<unknown> =>
    JSON.parse((await run(...words, '--format', 'json')).stdout);
  expect(trendSchema.parse(await json('trend')).points).toHaveLength(3);
  const [{ name = '' } = {}] = JSON.parse(
    (await run('runs', 'show', 'latest', '--json')).stdout,
  ).hosts;
  const { moments } = timelineSchema.parse(await json('trend', '--host', name));
  expect(moments.map(({ state }) => state)).toEqual(['audited', 'audited', 'audited']);
  const compared = comparisonSchema.parse(await json('compare', 'latest', '--against', name));
  expect(compared).toMatchObject({ reference: name, hosts: 1, alike: 1 });
});
