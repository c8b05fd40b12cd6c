import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { finishReport } from '../../src/cli/finish-report.ts';
import { NOTHING_ACCEPTED } from '../../src/cli/policies.ts';
import type { Policy } from '../../src/engine/policy.ts';
import { openRunFolder } from '../../src/store/run-folder.ts';
import { failedHost, reportOf } from '../support/report-fixture.ts';

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'hostward-finish-'));
});
afterEach(() => rmSync(path, { recursive: true }));

const NO_POLICY = { resolved: () => new Map<string, Policy>(), accepted: NOTHING_ACCEPTED };

/** As many labels as make a suite of one million characters. */
const LABELS = Object.fromEntries(
  Array.from({ length: 500 }, (_, i) => [`label-${i}`, 'x'.repeat(1950)]),
);

async function finish(hosts: number): Promise<readonly string[]> {
  const folder = await openRunFolder(path);
  try {
    for (let n = 1; n <= hosts; n += 1) {
      const host = failedHost(`node-${n}`, { class: 'refused', message: 'refused' });
      await folder.addHost({ ...host, labels: LABELS });
    }
    const { run } = reportOf([]);
    await finishReport(
      folder,
      run,
      {
        policies: NO_POLICY,
        unseen: [],
        sealing: {},
        gate: { rules: { failOn: 'none', newOnly: false } },
      },
      { format: ['junit'], quiet: true },
    );
  } finally {
    await folder.close();
  }
  return readdirSync(path).filter((name) => name.endsWith('.xml'));
}

it('splits a JUnit report that CI servers would refuse, and leaves no part of an earlier run', async () => {
  expect((await finish(22)).toSorted()).toEqual(['junit-2.xml', 'junit.xml']);
  const hosts = ['junit.xml', 'junit-2.xml'].flatMap((name) =>
    [
      ...readFileSync(join(path, name), 'utf8').matchAll(/<testsuite [^>]*\bname="(node-\d+)"/g),
    ].map(([, host]) => host),
  );
  expect(hosts).toEqual(Array.from({ length: 22 }, (_, i) => `node-${i + 1}`));
  expect(await finish(1)).toEqual(['junit.xml']);
});
