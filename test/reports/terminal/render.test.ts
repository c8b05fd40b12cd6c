import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderSummary, type SummaryOptions } from '../../../reports/terminal/render.ts';
import type { Finding, Report } from '../../../src/model/run.ts';
import { oneOfEach } from '../../support/one-of-each.ts';
import {
  auditedHost,
  FAKE_CHECKS,
  failedHost,
  fakeFleet,
  fakeHost,
  hostileFleet,
  largeFleet,
  reportOf,
} from '../../support/report-fixture.ts';
import { summaryOf } from '../summary/summary-of.ts';

const FILES = ['hostward-audit/report.html', 'hostward-audit/junit.xml'];

const shown = async (report: Report, options: Partial<SummaryOptions> = {}) =>
  renderSummary(await summaryOf(report), {
    width: 100,
    colour: false,
    unicode: true,
    files: FILES,
    ...options,
  });

const ID = FAKE_CHECKS[0]?.id ?? '';
const PASS: Finding = { check: ID, outcome: 'pass', note: '' };
const WAIVED: Finding = {
  check: ID,
  outcome: 'fail',
  mismatches: [{ subject: 's', expected: 'e', actual: 'a', waiver: 'W-1' }],
  waiver: 'W-1',
};
const UNKNOWN: Finding = { check: ID, outcome: 'unknown', reason: 'no answer' };
const BESIDE: Finding = { check: ID, outcome: 'notApplicable', reason: 'no Docker here' };
const LOST = failedHost('db-01', { class: 'timeout', message: 'db-01 did not answer within 10 s' });

describe('the whole', () => {
  it('of one of each', async () => {
    await expect(await shown(oneOfEach())).toMatchFileSnapshot('../../golden/one-of-each.txt');
  });

  it('of a fleet', async () => {
    await expect(await shown(fakeFleet())).toMatchFileSnapshot('../../golden/fleet.txt');
  });

  it('of one host in 80 columns of ASCII', async () => {
    const text = await shown(fakeHost(), { width: 80, unicode: false });
    await expect(text).toMatchFileSnapshot('../../golden/host.ascii.txt');
  });

  it('of a large fleet fits on one screen', async () => {
    const text = await shown(largeFleet(300, 60));
    expect(text.split('\n').length).toBeLessThanOrEqual(64);
    expect(text).toContain('and 280 more hosts');
  });
});

describe('the verdict', () => {
  it.each<[string, Report, string, string]>([
    ['only accepted failures', reportOf([auditedHost('a', [WAIVED])]), 'Compliant.', 'Complete.'],
    ['no failure, all known', reportOf([auditedHost('a', [PASS])]), 'Compliant.', 'Complete.'],
    [
      'no failure, something unknown',
      reportOf([auditedHost('a', [PASS]), auditedHost('b', [UNKNOWN])]),
      'Not determined.',
      'Incomplete.',
    ],
    [
      'no failure, a host not reached',
      reportOf([auditedHost('a', [PASS]), LOST]),
      'Not determined.',
      'Incomplete.',
    ],
    ['a failure', fakeHost(), 'Not compliant.', 'Complete.'],
    ['a failure and gaps', fakeFleet(), 'Not compliant.', 'Incomplete.'],
    ['no host reached', reportOf([LOST]), 'Nothing was audited.', 'Incomplete.'],
    ['no host', reportOf([]), 'Nothing was audited.', 'Incomplete.'],
    [
      'nothing that applies',
      reportOf([auditedHost('a', [BESIDE])]),
      'Nothing was audited.',
      'Complete.',
    ],
  ])('comes first: %s', async (_, report, verdict, completeness) => {
    const [, first = '', ...rest] = (await shown(report)).split('\n');
    expect(first).toMatch(new RegExp(`^${verdict.replaceAll('.', '\\.')}  `));
    expect(rest.some((line) => line.startsWith(`${completeness}  `))).toBe(true);
  });

  it('says what it did not see', async () => {
    expect(await shown(fakeFleet())).toContain(
      '11 of 12 hosts reached, 20 unknown results and 1 host read without root.',
    );
  });

  it('gives the share proven, which blindness lowers', async () => {
    const blind = [auditedHost('a', [PASS]), auditedHost('b', [UNKNOWN])];
    expect(await shown(reportOf(blind))).toContain(
      '50.0 % proven; 100.0 % if every unknown passed.',
    );
    const lost = reportOf([auditedHost('a', [PASS]), LOST], { checks: FAKE_CHECKS.slice(0, 1) });
    expect(await shown(lost)).toContain('50.0 % proven; 100.0 % if every unknown passed (hosts');
    expect(await shown(reportOf([auditedHost('a', [PASS, BESIDE])]))).toContain(
      '100.0 % proven. Not counted: 1 not applicable.',
    );
  });
});

describe('what to do', () => {
  it('names a command for the worst failure, and the report', async () => {
    const text = await shown(fakeHost());
    expect(text).toContain('1.  Open hostward-audit/report.html: each finding with its evidence');
    expect(text).toContain('2.  `hostward checks show capabilities.container-dangerous` tells why');
  });

  it.each([60, 72, 80, 90, 100])('keeps a command on one line of %d columns', async (width) => {
    const texts = [await shown(oneOfEach(), { width }), await shown(fakeFleet(), { width })];
    const commands = ['ss -ltn', 'hostward audit --become', 'ssh-keygen -R ADDRESS'];
    expect(commands.filter((command) => !texts.join('').includes(`\`${command}\``))).toEqual([]);
  });

  it('names no command with an id that a shell could read otherwise', async () => {
    expect(await shown(hostileFleet())).not.toContain('hostward checks show');
  });

  it('tells how to reach the hosts that were not, and to read as root', async () => {
    const text = await shown(oneOfEach());
    expect(text).toContain('refused, 1 host: Check that sshd runs there');
    expect(text).toContain('`hostward audit --become` reads the 1 host again as root.');
  });

  it('is nothing where all is well and no page was written', async () => {
    const text = await shown(reportOf([auditedHost('a', [PASS])]), { files: ['junit.xml'] });
    expect(text).not.toContain('What to do next');
  });
});

describe('the terminal', () => {
  it.each([60, 72, 80, 100, 132, 200])('of %d columns holds every line', async (width) => {
    for (const report of [oneOfEach(), fakeFleet(), hostileFleet(), largeFleet(30, 60)]) {
      const lines = (await shown(report, { width, unicode: false })).split('\n');
      expect(lines.filter((line) => line.length > width)).toEqual([]);
    }
  });

  it('shows wide characters in two columns each', async () => {
    const wide = auditedHost('主機'.repeat(40), [
      {
        check: ID,
        outcome: 'fail',
        mismatches: [{ subject: '値', expected: '九', actual: '四'.repeat(200) }],
      },
    ]);
    const columns = (line: string) => line.replace(/[\u3000-\u9fff]/g, '__').length;
    const lines = (await shown(reportOf([wide]), { width: 80 })).split('\n');
    expect(lines.filter((line) => columns(line) > 80)).toEqual([]);
  });

  it('without Unicode gets printable ASCII only', async () => {
    for (const report of [fakeFleet(), hostileFleet()]) {
      expect(await shown(report, { unicode: false })).toMatch(/^[\n\x20-\x7e]*$/);
    }
  });

  it('without colour gets no escape, whatever a host says', async () => {
    for (const report of [oneOfEach(), fakeFleet(), hostileFleet()]) {
      const text = await shown(report);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
    }
  });

  it('with colour gets the same words, and our colours alone', async () => {
    for (const report of [fakeFleet(), hostileFleet()]) {
      const coloured = await shown(report, { colour: true });
      expect(coloured).toContain('\u001b[1m\u001b[31mNot compliant.\u001b[39m\u001b[22m');
      expect(stripVTControlCharacters(coloured)).toBe(await shown(report));
      const codes = coloured.split('\u001b').slice(1);
      expect(codes.filter((code) => !/^\[(1|2|22|31|32|33|39)m/.test(code))).toEqual([]);
    }
  });
});
