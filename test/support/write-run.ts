import { writeSync } from 'node:fs';
import type { Evidence } from '../../src/model/evidence.ts';
import { openStore } from '../../src/store/open-store.ts';

/** Writes hosts into the run of a store until it is killed, and says each name once it is kept. */
const [, , location = '', id = ''] = process.argv;
const store = await openStore(location);
const writer = await store.begin({
  id,
  startedAt: new Date().toISOString(),
  toolVersion: '1.0.0',
  auditor: { account: 'ops', machine: 'auditor' },
  collectorHash: 'c0',
  expected: 1_000_000,
});

const text = 'a line of a file that is kept of every host\n'.repeat(200);

async function add(n: number): Promise<void> {
  const name = `host${n}`;
  const common = {
    collectedAt: new Date().toISOString(),
    durationMs: n,
    privilege: 'root',
  } as const;
  const evidence: Evidence = {
    formatVersion: 1,
    toolVersion: '1.0.0',
    host: { name, address: name, labels: {} },
    ...common,
    collectorHash: 'c0',
    diagnostics: '',
    records: { 'text:/a': { exit: 0, stdout: `${text}${n % 7}`, stderr: '' } },
  };
  await writer.addHost(
    {
      ...{ name, address: name, labels: {}, status: 'audited', profile: 'baseline' },
      ...common,
      facts: {},
      containers: [],
      findings: [{ check: 'a', outcome: 'pass', note: `${n % 5}` }],
    },
    evidence,
  );
  writeSync(1, `${name}\n`);
}

for (let n = 0; n < 1_000_000; n += 8) {
  await Promise.all(Array.from({ length: 8 }, (_, i) => add(n + i)));
}
