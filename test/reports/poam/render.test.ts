import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { type FirstSeen, renderPoam } from '../../../reports/poam/render.ts';
import type { Report } from '../../../src/model/run.ts';
import { oneOfEach } from '../../support/one-of-each.ts';
import { hostileFleet } from '../../support/report-fixture.ts';
import { streamText } from '../../support/stream-text.ts';
import { waivedReport } from '../../support/waived-report.ts';

async function rowsOf(report: Report, firstSeen?: FirstSeen) {
  const program = `import csv, json, sys
rows = csv.DictReader(open(0, encoding="utf-8-sig", newline=""), strict=True)
json.dump(list(rows), sys.stdout)`;
  const { stdout, stderr } = spawnSync('python3', ['-c', program], {
    input: await streamText(renderPoam(report, firstSeen)),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Readonly<Record<string, string>>[];
}

it('has a row a mismatch that is not repaired, and none for what passes or is unknown', async () => {
  const rows = await rowsOf(oneOfEach());
  const ours = rows.filter((row) => row['Asset Identifier'] === 'web-01');
  expect(ours.map((row) => row['POAM ID'])).toEqual([
    'web-01/daemon.icc/icc',
    'web-01/daemon.icc/icc in /etc/docker/daemon.json',
  ]);
  expect(ours[0]).toMatchObject({
    'Weakness Source Identifier': 'daemon.icc',
    'Original Risk Rating': 'medium',
    'Original Detection Date': '2026-11-20',
    'Point of Contact': '',
  });
});

it('says since when a failure is known, where that is known', async () => {
  const since: FirstSeen = (host, check, subject) =>
    `${host} ${check} ${subject}` === 'web-01 daemon.icc icc' ? '2026-03-01T10:00:00Z' : undefined;
  const rows = await rowsOf(oneOfEach(), since);
  expect(rows.slice(0, 2).map((row) => row['Original Detection Date'])).toEqual([
    '2026-03-01',
    '2026-11-20',
  ]);
});

it('names who answers for an accepted failure', async () => {
  const [accepted, , open] = await rowsOf(waivedReport());
  expect(accepted).toMatchObject({
    'Point of Contact': 'platform team',
    'Scheduled Completion Date': '2026-12-01',
    'Risk Adjustment': 'Yes',
    'Deviation Rationale': 'The build host runs one tenant',
  });
  expect(open).toMatchObject({ 'Risk Adjustment': 'No', 'Deviation Rationale': '' });
});

it('holds text from hosts in its cells', async () => {
  const rows = await rowsOf(hostileFleet());
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    expect(Object.keys(row)).toHaveLength(18);
    for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]|\p{Cc}/u);
  }
});
