import { describe, expect, it } from 'vitest';
import { surveyOf } from '../../../../reports/html/survey/survey.ts';
import { fixView } from '../../../../reports/html/views/fix-view.ts';
import { leadOf } from '../../../../reports/html/views/lead-view.ts';
import { noticeOf } from '../../../../reports/html/views/notice-view.ts';
import { verdictOf } from '../../../../reports/html/views/verdict-view.ts';
import type { AuditedHost, Finding, HostReport, RunInfo } from '../../../../src/model/run.ts';
import {
  auditedHost,
  FAKE_CHECKS,
  failedHost,
  fakeFleet,
  fakeHost,
  reportOf,
} from '../../../support/report-fixture.ts';

const CHECKS = ['kernel.release', 'kernel.lockdown', 'daemon.docker-socket-mode'].map((id) => {
  const check = FAKE_CHECKS.find((known) => known.id === id);
  if (check === undefined) throw new Error(id);
  return check;
});

/** A host whose high, medium and critical control came out so, in this order: `pfu` is pass, fail, unknown. */
function hostOf(name: string, letters: string, more: Partial<AuditedHost> = {}): AuditedHost {
  const findings = [...letters].map((letter, n): Finding => {
    const check = CHECKS[n]?.id ?? '';
    const mismatches = [{ subject: 's', expected: 'e', actual: 'a' }];
    if (letter === 'f') return { check, outcome: 'fail', mismatches };
    if (letter === 'w') return { check, outcome: 'fail', mismatches, waiver: 'W-1' };
    if (letter === 'u') return { check, outcome: 'unknown', reason: 'The tool gave no answer' };
    if (letter === 'm') return { check, outcome: 'manual', question: 'Is it so?' };
    if (letter === 'n') return { check, outcome: 'notApplicable', reason: 'Nothing there' };
    return { check, outcome: 'pass', note: 'as it should be' };
  });
  return auditedHost(name, findings, more);
}

const lost = failedHost('lost', { class: 'refused', message: 'x' });

async function verdict(hosts: readonly HostReport[], run: Partial<RunInfo> = {}): Promise<string> {
  const survey = await surveyOf(reportOf(hosts, { checks: CHECKS, run }));
  const { word, sentence } = verdictOf(survey);
  return `${word} ${sentence}`;
}

describe('the verdict', () => {
  it.each([
    [[], 'Nothing was audited. No host was selected.'],
    [[lost], 'Nothing was audited. The one host of this run could not be read.'],
    [[lost, { ...lost, name: 'b' }], 'Nothing was audited. None of 2 hosts could be read.'],
    [[hostOf('a', 'ppp')], 'Compliant. All 3 applicable results pass on a.'],
    [
      [hostOf('a', 'pww')],
      'Compliant. 1 result passes on a, and 2 failures are accepted by waivers.',
    ],
    [
      [hostOf('a', 'ppn'), hostOf('b', 'ppm')],
      'Compliant. All 4 applicable results pass on all 2 hosts.',
    ],
    [[hostOf('a', 'ppu')], 'Not determined. Nothing failed, but 1 result is unknown.'],
    [
      [hostOf('a', 'ppp'), lost],
      'Not determined. Nothing failed, but 3 results are unknown on 1 host.',
    ],
    [[hostOf('a', 'mnn')], 'Not determined. No control could be judged by a machine.'],
    [[hostOf('a', 'ppf')], 'Not compliant. 1 critical failure is open on a.'],
    [
      [hostOf('a', 'fpf'), hostOf('b', 'fpp'), hostOf('c', 'ppu')],
      'Not compliant. 3 critical and high failures are open on 2 of 3 hosts.',
    ],
    [
      [hostOf('a', 'pfp'), hostOf('b', 'pfp')],
      'Not compliant. 2 medium failures are open on all 2 hosts.',
    ],
  ])('of case %#', async (hosts, sentence) => expect(await verdict(hosts)).toBe(sentence));

  it('is not compliance when the run was stopped', async () => {
    expect(await verdict([hostOf('a', 'ppp')], { complete: false })).toBe(
      'Not determined. Nothing failed, but the run was stopped before its end.',
    );
  });

  it('is nothing when no control was selected', async () => {
    const survey = await surveyOf(reportOf([hostOf('a', '')], { checks: [] }));
    expect(verdictOf(survey).sentence).toBe('No control was selected.');
  });
});

describe('the lead', () => {
  it('names the worst host, ways out of containers, and what to do', async () => {
    const survey = await surveyOf(fakeFleet());
    const { changes, settled } = fixView(survey, []);
    const lead = leadOf(survey, { changes, n: settled });
    expect(lead.map(({ text }) => text).join('')).toBe(
      'node-04 has the worst of them: 4 critical and 1 high. 3 containers have a path to root on their host. 22 of the 35 failures are settled by the eight changes under Fix first. ',
    );
    expect(lead[0]?.href).toBe('#h-node-04.example.org');
  });

  it('names no worst host where there is one', async () => {
    const survey = await surveyOf(fakeHost());
    const { changes, settled } = fixView(survey, []);
    expect(
      leadOf(survey, { changes, n: settled })
        .map(({ text }) => text)
        .join(''),
    ).toBe(
      '1 container has a path to root on this host. All 5 failures are settled by the first five changes under Fix first. ',
    );
  });
});

describe('the notice', () => {
  const notice = async (hosts: readonly HostReport[], run: Partial<RunInfo> = {}) =>
    noticeOf(await surveyOf(reportOf(hosts, { checks: CHECKS, run })));

  it('is absent when everything was looked at', async () => {
    expect(await notice([hostOf('a', 'pfm')])).toBeUndefined();
  });

  it('has a line for each cause, with its results', async () => {
    const view = await notice([
      hostOf('a', 'ppu'),
      hostOf('b', 'puu', { privilege: 'none' }),
      lost,
      { ...lost, name: 'lost-2' },
    ]);
    expect(view?.sentence).toBe('9 of 12 results are unknown and count as not passed.');
    expect(view?.causes.map(({ hosts, clause }) => [hosts.length, clause])).toEqual([
      [2, 'were not read, each because it refused the connection. 6 results.'],
      [1, 'was read without root. 2 results.'],
      [1, 'gave no answer to a reading. 1 result.'],
    ]);
  });

  it('speaks of a missing root even when it hid nothing', async () => {
    expect((await notice([hostOf('a', 'ppp', { privilege: 'none' })]))?.sentence).toBe(
      'No result is unknown.',
    );
  });

  it('says that the run was stopped', async () => {
    const view = await notice([hostOf('a', 'ppp')], { complete: false });
    expect(view?.causes[0]?.clause).toBe('The run was stopped before its end.');
  });

  it('names a few hosts and counts the rest', async () => {
    const hosts = Array.from({ length: 9 }, (_, n) => ({ ...lost, name: `h${n}` }));
    expect((await notice(hosts))?.causes[0]?.more).toBe(' and 5 more hosts');
  });
});
