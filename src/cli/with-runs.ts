import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { byBytes } from '../engine/drift/merge-entries.ts';
import type { Evidence } from '../model/evidence.ts';
import type { HostReport } from '../model/run.ts';
import { evidenceFileName, readEvidence } from '../store/evidence-file.ts';
import { POLICY } from '../store/run-folder.ts';
import type { RunReader } from '../store/store.ts';
import { recordedReport } from './recorded-report.ts';

/** A run in its folder, read as one of a store. Holds its hosts: a folder is of one machine's size. */
async function folderRun(path: string): Promise<RunReader> {
  const { hosts, run, checks, waivers } = await recordedReport(path);
  const list: HostReport[] = [];
  for await (const host of hosts()) list.push(host);
  list.sort((a, b) => byBytes(a.name, b.name));
  const byName = new Map(list.map((host) => [host.name, host]));
  const policy = join(path, POLICY);
  const evidenceOf = (name: string): Evidence | undefined => {
    const file = join(path, 'evidence', evidenceFileName(name));
    return existsSync(file) ? readEvidence(file) : undefined;
  };
  return {
    run: { ...run, expected: list.length, hosts: list.length, finished: run },
    record: { run, checks, waivers },
    ...(existsSync(policy) ? { policy: await readFile(policy, 'utf8') } : {}),
    entries: async function* () {
      await Promise.resolve();
      for (const host of list) {
        const findingsHash =
          host.status === 'failed'
            ? ''
            : createHash('sha256').update(JSON.stringify(host.findings)).digest('hex');
        yield { name: host.name, status: host.status, findingsHash };
      }
    },
    hosts: async function* () {
      await Promise.resolve();
      yield* list;
    },
    host: (name) => Promise.resolve(byName.get(name)),
    evidence: async function* () {
      await Promise.resolve();
      for (const { name } of list) {
        const evidence = evidenceOf(name);
        if (evidence !== undefined) yield evidence;
      }
    },
    evidenceOf: (name) => Promise.resolve(evidenceOf(name)),
  };
}

/** Opens runs, and closes what they lie in when `use` is done. */
export async function withRuns<T>(
  references: readonly string[],
  _store: string | undefined,
  use: (runs: readonly RunReader[]) => Promise<T>,
): Promise<T> {
  return await use(await Promise.all(references.map(folderRun)));
}
