import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence } from '../model/evidence.ts';
import type { HostReport } from '../model/run.ts';
import { HOSTS, hostEvidence, POLICY } from '../store/run-folder.ts';
import { indexRunFolder } from '../store/run-folder-index.ts';
import { readSeal } from '../store/sealed-folder.ts';
import type { RunReader } from '../store/store.ts';
import { recordedReport, validHost } from './recorded-report.ts';

/** A run that ended, read out of its folder as one of a store. @throws UsageError where there is none. */
export async function folderRun(path: string): Promise<RunReader> {
  const { run, checks, waivers } = await recordedReport(path);
  const { hosts, read } = await indexRunFolder(join(path, HOSTS));
  const byName = new Map(hosts.map((host) => [host.name, host]));
  const policy = join(path, POLICY);

  async function hostOf(name: string): Promise<HostReport | undefined> {
    const indexed = byName.get(name);
    return indexed === undefined ? undefined : validHost(await read(indexed), path);
  }
  const evidenceOf = (name: string): Evidence | undefined => hostEvidence(path, name);

  return {
    run: { ...run, expected: hosts.length, hosts: hosts.length, finished: run },
    record: { run, checks, waivers },
    ...(existsSync(policy) ? { policy: await readFile(policy, 'utf8') } : {}),
    entries: async function* () {
      await Promise.resolve();
      for (const { name, status, findingsHash } of hosts) yield { name, status, findingsHash };
    },
    hosts: async function* () {
      for (const { name } of hosts) {
        const host = await hostOf(name);
        if (host !== undefined) yield host;
      }
    },
    host: hostOf,
    evidence: async function* () {
      await Promise.resolve();
      for (const { name } of hosts) {
        const evidence = evidenceOf(name);
        if (evidence !== undefined) yield evidence;
      }
    },
    evidenceOf: (name) => Promise.resolve(evidenceOf(name)),
    seal: () => readSeal(path),
  };
}
