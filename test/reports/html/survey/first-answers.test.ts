import { describe, expect, it } from 'vitest';
import { surveyOf } from '../../../../reports/html/survey/survey.ts';
import type { Recorded } from '../../../../src/model/evidence.ts';
import type { Report } from '../../../../src/model/run.ts';
import { auditedHost, FAKE_CHECKS, reportOf } from '../../../support/report-fixture.ts';
import { wholePage } from '../../../support/whole-page.ts';

const record = (stdout: string, more: Partial<Recorded> = {}): Recorded => ({
  exit: 0,
  stdout,
  stderr: '',
  ...more,
});
const RECORDS: Readonly<Record<string, Recorded>> = {
  'text:/etc/a': record('one\ntwo\n'),
  'text:/etc/b': record(`${'line <b>\u001b[31m\n'.repeat(50)}`),
  'stat:/gone': record('', { exit: 1, stderr: 'stat: /gone: No such file\n' }),
  'text:/etc/binary': record('', { stdout: { base64: 'AAAA' } }),
  'text:/etc/named': record('x\n', { exit: 2, cut: true }),
};

const [like] = FAKE_CHECKS;
if (like === undefined) throw new Error('no check');
const check = { ...like, reads: Object.keys(RECORDS) };

/** Hosts that find what is given, each with the records above; and which of them were asked for. */
function reportWith(found: readonly string[]): { report: Report; asked: string[] } {
  const asked: string[] = [];
  const hosts = found.map((actual, n) =>
    auditedHost(`h${String(n).padStart(3, '0')}`, [
      actual === 'pass'
        ? { check: check.id, outcome: 'pass', note: `${n}` }
        : {
            check: check.id,
            outcome: 'fail',
            mismatches: [{ subject: '/etc/named', expected: 'y', actual }],
          },
    ]),
  );
  const readings = (host: string) => {
    asked.push(host);
    return Promise.resolve(RECORDS);
  };
  return { report: { ...reportOf(hosts, { checks: [check] }), readings }, asked };
}

describe('what a host answered', () => {
  it('is looked up for the first host of a finding alone, and not for what passes', async () => {
    const { report, asked } = reportWith(['pass', 'a', 'a', 'b', 'a', 'pass']);
    await surveyOf(report);
    expect(asked).toEqual(['h001', 'h003']);
  });
  it('is looked up for so many findings and no more', async () => {
    const { report, asked } = reportWith(Array.from({ length: 60 }, (_, n) => `${n}`));
    await surveyOf(report);
    expect(asked).toHaveLength(20);
  });
  it('begins with what the finding names, then the shortest answers; it is cut and cleaned', async () => {
    const { report } = reportWith(['a']);
    const [control] = (await surveyOf(report)).controls;
    const [group] = control?.evidence.values() ?? [];
    expect(group?.excerpt?.readings.map(({ key }) => key)).toEqual([
      'text:/etc/named',
      'text:/etc/binary',
      'text:/etc/a',
    ]);
    expect(group?.excerpt?.readings[0]?.ended).toBe('exit 2, cut at its limit');
    expect(group?.excerpt?.readings[1]?.text).toBe('(4 characters of base64)');
    expect(group?.excerpt?.more).toBe(2);
  });
  it('stands in the page as text', async () => {
    const reads = ['text:/etc/b', 'stat:/gone'];
    const { report } = reportWith(['a']);
    const page = await wholePage({ ...report, checks: [{ ...check, reads }] });
    expect(page).toContain('line &lt;b&gt;\\u{1b}[31m\nline');
    expect(page).toContain('… 44 more lines');
    expect(page).toContain('stat: /gone: No such file');
    expect(page).toContain('What h000 answered');
  });
});
