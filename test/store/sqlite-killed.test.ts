import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-killed-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WRITER = join(import.meta.dirname, '..', 'support', 'write-run.ts');

/** Runs a writer and kills it as soon as it has said that so many hosts are kept. */
async function killedAfter(hosts: number, file: string, id: string): Promise<readonly string[]> {
  const args = ['--disable-warning=ExperimentalWarning', WRITER, file, id];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line);
    if (said.length >= hosts) child.kill('SIGKILL');
  });
  if (hosts === 0) setTimeout(() => child.kill('SIGKILL'), 150);
  await once(child, 'close');
  return said;
}

it('loses nothing that it said was kept, wherever the writer is killed', async () => {
  const file = join(folder, 'runs.sqlite');
  for (const hosts of [0, 1, 2, 9, 40, 130]) {
    const id = `killed-${hosts}`;
    const said = await killedAfter(hosts, file, id);
    const store = await openStore(file);
    const run = await store.open(id);
    if (said.length > 0) {
      expect(run?.record).toBeUndefined();
      expect((await store.runs()).map((kept) => kept.id)).toContain(id);
    }
    const kept = new Set<string>();
    for await (const { name } of run?.hosts() ?? []) {
      kept.add(name);
      expect((await run?.evidenceOf(name))?.host.name).toBe(name);
    }
    expect(said.filter((name) => !kept.has(name))).toEqual([]);
    await store.close();
  }
});
