import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { AuditedHost, Finding } from '../src/model/run.ts';
import { policyOf } from '../test/support/policies.ts';
import { median } from './measure.ts';
import { peakOf } from './peak-memory.ts';

const HOSTS = 10_000;
const CHECKS = 400;
/** One host in so many is not what it was. */
const DRIFTS = 100;
const RUNS = 3;

/** Two runs of a large fleet compared, of which most hosts are alike. */
export async function benchDiff(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-bench-diff-'));
  try {
    await writeRun(join(folder, 'before'), 0);
    await writeRun(join(folder, 'after'), 1);
    const args = ['diff', join(folder, 'before'), join(folder, 'after')];
    const all = [];
    for (let i = 0; i < RUNS; i += 1) all.push(await peakOf(args));
    const seconds = median(all.map(({ wallSeconds }) => wallSeconds));
    const megabytes = median(all.map(({ peakMegabytes }) => peakMegabytes));
    console.log(`\nComparing two runs (${HOSTS} hosts × ${CHECKS} checks, 1 in ${DRIFTS} changed)`);
    console.log(`  ${seconds.toFixed(1)} s, ${Math.round(megabytes)} MB at most`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function writeRun(path: string, day: number): Promise<void> {
  mkdirSync(path);
  const checks = policyOf('strict')
    .checks.slice(0, CHECKS)
    .map(({ meta }) => meta);
  const startedAt = `2026-03-0${day + 1}T00:00:00.000Z`;
  const run = {
    id: `day-${day}`,
    startedAt,
    finishedAt: startedAt,
    toolVersion: 'bench',
    auditor: { account: 'bench', machine: 'bench' },
    profile: 'strict',
    policyHash: 'p',
    collectorHash: 'c',
    complete: true,
  };
  writeFileSync(join(path, 'run.json'), JSON.stringify({ run, checks, waivers: [] }));
  const file = createWriteStream(join(path, 'hosts.ndjson'));
  for (let n = 0; n < HOSTS; n += 1) {
    const line = JSON.stringify(
      hostOf(
        n,
        day,
        startedAt,
        checks.map(({ id }) => id),
      ),
    );
    if (!file.write(`${line}\n`)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}

function hostOf(n: number, day: number, at: string, checks: readonly string[]): AuditedHost {
  const changed = day > 0 && n % DRIFTS === 0;
  return {
    name: `node-${n}`,
    address: '192.0.2.1',
    labels: {},
    status: 'audited',
    profile: 'strict',
    privilege: 'root',
    collectedAt: at,
    durationMs: 800,
    facts: { os: 'Debian GNU/Linux 13 (trixie)', kernel: '6.12.0' },
    containers: [],
    findings: checks.map((check, i) => findingOf(check, i % 4 === 0 || (changed && i < 10))),
  };
}

const findingOf = (check: string, fails: boolean): Finding =>
  fails
    ? {
        check,
        outcome: 'fail',
        mismatches: [{ subject: check, expected: 'as the policy asks', actual: 'something else' }],
      }
    : { check, outcome: 'pass', note: `${check} is as the policy asks` };
