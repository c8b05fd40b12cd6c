import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { driftSchema } from '../../reports/drift/schema.ts';
import { hostward } from '../support/hostward.ts';

let folder: string;

const run = (...args: readonly string[]) => hostward(args, { cwd: folder });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-diff-'));
  const profile = (id: string, include: string) =>
    writeFileSync(
      join(folder, `${id}.yaml`),
      `version: 1\nprofile: ${id}\ntitle: Few\ninclude: [${include}]\n`,
    );
  profile('one', 'sysctl.kernel.kptr_restrict');
  profile('two', 'sysctl.kernel.kptr_restrict, sysctl.kernel.dmesg_restrict');
  for (const id of ['one', 'two']) {
    await run('audit', '-q', '-p', `${id}.yaml`, '-f', 'json', '-o', id, '--fail-on', 'none');
  }
  cpSync(join(folder, 'one'), join(folder, 'cut'), { recursive: true });
  rmSync(join(folder, 'cut', 'run.json'));
  cpSync(join(folder, 'one'), join(folder, 'altered'), { recursive: true });
  const hosts = join(folder, 'altered', 'hosts.ndjson');
  writeFileSync(hosts, readFileSync(hosts, 'utf8').replace('"name"', '"nom"'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('diff', () => {
  it('finds nothing between a run and itself', async () => {
    expect(await run('diff', 'one', 'one', '--fail-on', 'low')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('No finding changed'),
    });
  });

  it('judges both runs again where their policies differ, and can be told by which', async () => {
    const told = async (...more: readonly string[]) => {
      const { stdout } = await run('diff', 'one', 'two', '-f', 'json', ...more);
      return driftSchema.parse(JSON.parse(stdout));
    };
    const after = await told();
    expect(after.newChecks).toEqual(['sysctl.kernel.dmesg_restrict']);
    expect(after.judgedAgain?.under).toMatch(/^the policy of run /);
    expect(after.hosts.flatMap(({ changes }) => changes)).toEqual([]);
    const now = await told('--policy', 'now', '--profile', 'one.yaml');
    expect(now.judgedAgain?.under).toBe('profile one.yaml as it is today');
    expect(now.hosts.flatMap(({ changes }) => changes)).toEqual([]);
  });

  it.each([
    [['diff', 'one', 'nowhere'], /nowhere holds no run/],
    [['diff', 'cut', 'one'], /cut off before its end/],
    [['diff', 'altered', 'one'], /hosts\.ndjson:1: no host of a run/],
    [['diff', 'one', 'two', '--check', 'sysctl.kernel.kptr_restric'], /did you mean/],
    [['diff', 'one', 'two', '--host', 'nobody'], /neither run has a host nobody/],
    [['diff', 'one', 'two', '--evidence'], /name it with --host/],
    [['compare', 'one', '--against', 'nobody'], /neither a host of run .* nor a file of evidence/],
    [['trend', 'one', '--host', 'nobody'], /no run has a host nobody/],
  ])('%j is refused in words', async (args, words) => {
    expect(await run(...args)).toMatchObject({ status: 2, stderr: expect.stringMatching(words) });
  });
});

it('prints the schema of what it prints', async () => {
  const { stdout } = await run('schema', 'diff');
  expect(JSON.parse(stdout)).toMatchObject({ title: 'hostward diff' });
});
