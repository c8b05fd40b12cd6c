import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { recordedReport } from '../src/cli/recorded-report.ts';
import type { Evidence } from '../src/model/evidence.ts';
import type { AuditedHost, Report } from '../src/model/run.ts';
import { evidenceFileName, readEvidence } from '../src/store/evidence-file.ts';
import { openStore } from '../src/store/open-store.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { measure } from './measure.ts';

const MAIN = join(import.meta.dirname, '..', 'dist', 'src', 'cli', 'main.js');
const FINDINGS = 400;
const READINGS = 600;
/** Audits of a fleet arrive side by side. */
const AT_ONCE = 50;

/** This machine, audited twice: what differs is what differs from day to day on a host that is left alone. */
interface Day {
  readonly report: Report;
  readonly host: AuditedHost;
  readonly evidence: Evidence;
}

/** Storing a fleet twice, in either database. @param hosts of the fleet. */
export async function benchStore(hosts: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-bench-store-'));
  const postgres = await startPostgres();
  try {
    const first = await auditOf(join(folder, 'one'));
    const days = [first, untouched(first, await auditOf(join(folder, 'two')))];
    console.log(`\nStoring runs of ${hosts} hosts × ${FINDINGS} findings, with evidence`);
    const file = join(folder, 'runs.sqlite');
    const url = await postgres.database('runs');
    await benchOne('SQLite', file, hosts, days, () => Promise.resolve(statSync(file).size));
    await benchOne('PostgreSQL', url, hosts, days, () => sizeOf(url));
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true });
  }
}

async function auditOf(folder: string): Promise<Day> {
  await measure(
    `"${process.execPath}" "${MAIN}" audit -q -f json --no-store -o "${folder}"`,
    [0, 1, 3],
  );
  const report = await recordedReport(folder);
  for await (const host of report.hosts()) {
    if (host.status === 'failed') break;
    const evidence = readEvidence(join(folder, 'evidence', evidenceFileName(host.name)));
    const records = Object.fromEntries(
      Object.entries(evidence.records).filter(([key], i) => i < READINGS || MOVING.test(key)),
    );
    return { report, host, evidence: { ...evidence, records } };
  }
  throw new Error('this machine was not read');
}

/** What moves on every host from run to run, whether or not anybody does anything. */
const MOVING = /^(clock:|text:\/proc\/(uptime|net\/dev|self\/))/;

/** A second run of a host that nobody touched: this machine has other work meanwhile. */
function untouched(first: Day, second: Day): Day {
  const records = Object.fromEntries(
    Object.entries(first.evidence.records).map(([key, record]) => [
      key,
      MOVING.test(key) ? (second.evidence.records[key] ?? record) : record,
    ]),
  );
  const { collectedAt, durationMs } = second.host;
  return {
    report: second.report,
    host: { ...first.host, collectedAt, durationMs },
    evidence: { ...second.evidence, records },
  };
}

async function benchOne(
  name: string,
  location: string,
  hosts: number,
  days: readonly Day[],
  size: () => Promise<number>,
): Promise<void> {
  let before = 0;
  for (const [day, { report, host, evidence }] of days.entries()) {
    const store = await openStore(location);
    const { run, checks, waivers } = report;
    const startedAt = performance.now();
    const writer = await store.begin({ ...run, expected: hosts });
    let next = 0;
    const worker = async () => {
      for (let n = next++; n < hosts; n = next++) {
        await writer.addHost(hostOf(host, n), evidenceOf(evidence, n));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    await writer.finish({ run, checks, waivers }, '{}');
    const seconds = (performance.now() - startedAt) / 1000;
    await store.close();
    const bytes = await size();
    const peak = process.resourceUsage().maxRSS / 1024;
    console.log(
      `  ${name}, ${day === 0 ? 'hosts never seen' : 'unchanged hosts '}: ${Math.round(hosts / seconds)} hosts a second, ${Math.round((bytes - before) / hosts)} bytes a host; ${Math.round(peak)} MB at most`,
    );
    before = bytes;
  }
}

async function sizeOf(url: string): Promise<number> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query('SELECT pg_database_size(current_database()) AS size');
  await client.end();
  return Number(rows[0].size);
}

/** Each host fails elsewhere. */
const hostOf = (host: AuditedHost, n: number): AuditedHost => ({
  ...host,
  name: `node-${n}`,
  findings: host.findings
    .slice(0, FINDINGS)
    .map((finding, i) =>
      i % 97 === n % 97
        ? { check: finding.check, outcome: 'unknown', reason: `not on node ${n}` }
        : finding,
    ),
});

/** A reading in fifty is the host's own. */
const evidenceOf = (evidence: Evidence, n: number): Evidence => ({
  ...evidence,
  host: { ...evidence.host, name: `node-${n}` },
  records: Object.fromEntries(
    Object.entries(evidence.records).map(([key, record], i) => [
      key,
      i % 50 === n % 50 && typeof record.stdout === 'string'
        ? { ...record, stdout: `${record.stdout}of node ${n}\n` }
        : record,
    ]),
  ),
});
