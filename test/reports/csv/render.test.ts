import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../../reports/csv/render.ts';
import type { Report } from '../../../src/model/run.ts';
import { HOSTILE, oneOfEach } from '../../support/one-of-each.ts';
import { auditedHost, fakeFleet, hostileFleet, reportOf } from '../../support/report-fixture.ts';
import { streamText } from '../../support/stream-text.ts';
import { waivedReport } from '../../support/waived-report.ts';

/** Read by Python's csv module, which shares no code with the writer. */
async function rowsOf(report: Report): Promise<readonly Record<string, string>[]> {
  const program = `import csv, json, sys
rows = csv.DictReader(open(0, encoding="utf-8-sig", newline=""), strict=True)
json.dump(list(rows), sys.stdout)`;
  const { stdout, stderr } = spawnSync('python3', ['-c', program], {
    input: await streamText(renderCsv(report)),
    maxBuffer: 1e8,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

const finding = (subject: string) =>
  auditedHost('web-01', [
    { check: 'daemon.icc', outcome: 'fail', mismatches: [{ subject, expected: 'x', actual: 'y' }] },
  ]);

describe('the rows', () => {
  it('are one a mismatch, one a finding without, one a host that was not read', async () => {
    const rows = await rowsOf(oneOfEach());
    const said = rows
      .filter(({ host }) => host !== undefined && ['web-01', 'db-01'].includes(host))
      .map(({ check, outcome, subject }) => [check, outcome, subject]);
    expect(said).toEqual([
      ['daemon.live-restore', 'pass', ''],
      ['daemon.icc', 'fail', 'icc'],
      ['daemon.icc', 'fail', 'icc in /etc/docker/daemon.json'],
      ['daemon.log-rotation', 'unknown', ''],
      ['daemon.swarm', 'notApplicable', ''],
      ['daemon.docker-group', 'manual', ''],
      ['daemon.odd', 'pass', ''],
      ['', 'refused', ''],
    ]);
  });

  it('say who accepted a failure, and until when', async () => {
    const rows = await rowsOf(waivedReport());
    expect(
      rows.map((row) => [
        row['outcome'],
        row['waiver'],
        row['waiver owner'],
        row['waiver expires'],
      ]),
    ).toEqual([
      ['waived', 'W-7', 'platform team', '2026-12-01'],
      ['waived', 'W-7', 'platform team', '2026-12-01'],
      ['fail', '', '', ''],
    ]);
  });
});

describe('text from hosts', () => {
  it.each<[string, () => Report]>([
    ['one of each', oneOfEach],
    ['a fleet', fakeFleet],
    ['a hostile fleet', hostileFleet],
  ])('stays in its cell: %s', async (_, report) => {
    const rows = await rowsOf(report());
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(Object.keys(row)).toHaveLength(21);
      for (const cell of Object.values(row)) {
        expect(cell).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
      }
    }
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', ` ${HOSTILE}`])(
    'is no formula: %j',
    async (subject) => {
      const [row] = await rowsOf(reportOf([finding(subject)], { checks: oneOfEach().checks }));
      expect(row?.['subject']).toMatch(/^[^=+\-@\t\r＝＋－＠]/);
    },
  );
});
