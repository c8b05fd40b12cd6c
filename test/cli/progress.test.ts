import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostward } from '../support/hostward.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-progress-'));
  // Nobody listens on port 1.
  const hosts = 'hosts: { here: { transport: local }, gone: { address: 127.0.0.1, port: 1 } }';
  writeFileSync(join(folder, 'fleet.yaml'), `version: 1\n${hosts}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const audit = (...words: readonly string[]) =>
  hostward(['audit', '-i', 'fleet.yaml', '-p', 'ci', '-f', 'json', '--no-store', ...words], {
    cwd: folder,
  });

it('tells of hosts that fail to answer alone, unless every line is wanted', async () => {
  const { stderr } = await audit();
  expect(stderr).toMatch(/^gone: \S+: /m);
  expect(stderr).not.toMatch(/^here: /m);
  const verbose = await audit('--verbose');
  expect(verbose.stderr).toMatch(/^here: read in \d+\.\d s as root: \d+ fail, \d+ unknown$/m);
});

it('shows all that failed where a summary in full is wanted', async () => {
  const failed = /^ {2}(critical|high|medium|low) +\d+ hosts? /gm;
  const [few, all] = [await audit(), await audit('-v')];
  expect(few.stdout.match(failed)?.length).toBe(6);
  expect(few.stdout).toMatch(/and [\d,]+ more checks/);
  expect(all.stdout.match(failed)?.length).toBeGreaterThan(6);
  expect(all.stdout).not.toMatch(/more checks/);
});

it('writes an event a line for programs', async () => {
  const { stderr } = await audit('--log-format', 'json', '-q');
  const events = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events.map(({ event }) => event).sort()).toEqual([
    'host.failed',
    'host.read',
    'run.read',
    'run.started',
  ]);
  expect(events).toContainEqual(
    expect.objectContaining({ event: 'host.failed', level: 'warn', host: 'gone' }),
  );
  expect(events.at(-1)).toMatchObject({ event: 'run.read', read: 1, failed: 1 });
});

it('takes no two wishes that exclude each other', async () => {
  expect(await audit('-q', '-v')).toMatchObject({ status: 2 });
});
