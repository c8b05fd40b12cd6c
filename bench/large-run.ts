import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { AuditedHost, Finding } from '../src/model/run.ts';
import { policyOf } from '../test/support/policies.ts';

export const HOSTS = 10_000;
export const CHECKS = 400;
/** One host in so many is not on the second day what it was on the first. */
export const DRIFTS = 100;

/** Writes the folder of a run of a large fleet, a quarter of whose findings fail. */
export async function writeRun(path: string, day: number): Promise<void> {
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
