import { describe, expect, it } from 'vitest';
import { worstControls } from '../../../../reports/html/survey/control-order.ts';
import { hostGroups, systemName, worstHosts } from '../../../../reports/html/survey/host-order.ts';
import { surveyOf } from '../../../../reports/html/survey/survey.ts';
import { addTally, emptyTally, sumOf } from '../../../../reports/totals.ts';
import {
  auditedHost,
  FAKE_CHECKS,
  failedHost,
  fakeFleet,
  largeFleet,
  reportOf,
} from '../../../support/report-fixture.ts';

const fleet = await surveyOf(fakeFleet());

describe('the sums', () => {
  it('add up to hosts × controls, by host and by control', () => {
    const all = fleet.hosts.length * fleet.controls.length;
    const byHost = emptyTally();
    for (const host of fleet.hosts) addTally(byHost, host.tally);
    const byControl = emptyTally();
    for (const control of fleet.controls) addTally(byControl, control.tally);
    expect(sumOf(fleet.tally)).toBe(all);
    expect(byHost).toEqual(fleet.tally);
    expect(byControl).toEqual(fleet.tally);
  });

  it('count every control of a host that was not read as unknown', () => {
    const lost = fleet.hosts.find((host) => host.failure !== undefined);
    expect(lost?.tally).toEqual({ ...emptyTally(), unknown: FAKE_CHECKS.length });
  });

  it('count a control that the profile of a host leaves out as not applicable', async () => {
    const [first, second] = FAKE_CHECKS;
    if (first === undefined || second === undefined) throw new Error('no checks');
    const host = auditedHost('a', [{ check: first.id, outcome: 'pass', note: 'x' }]);
    const survey = await surveyOf(reportOf([host], { checks: [first, second] }));
    expect(survey.tally).toEqual({ ...emptyTally(), pass: 1, notApplicable: 1 });
    expect([...(survey.controls[1]?.evidence.values() ?? [])][0]?.text).toBe(
      'The profile container-host does not ask for it',
    );
  });

  it('refuse a finding of a control that the report does not describe', async () => {
    const host = auditedHost('a', [{ check: 'x.y', outcome: 'pass', note: '' }]);
    await expect(surveyOf(reportOf([host]))).rejects.toThrow('x.y');
  });
});

describe('the order', () => {
  it('puts the worst host first and those that were not read last', () => {
    const names = worstHosts(fleet).map((host) => host.name.slice(0, 7));
    expect([names[0], names[1], names.at(-1)]).toEqual(['node-04', 'node-06', 'node-12']);
  });

  it('puts failures first, by severity, then by hosts', () => {
    const order = worstControls(fleet);
    const failing = order.filter(({ tally }) => tally.fail > 0);
    expect(order.slice(0, failing.length)).toEqual(failing);
    expect(failing.map(({ meta }) => meta.severity[0]).join('')).toMatch(/^c+h+m+l+$/);
    expect(order.at(-1)?.tally.fail).toBe(0);
  });

  it('groups hosts by system, the largest group first, then by how they were read', () => {
    expect(hostGroups(fleet).map(({ label, hosts }) => [label, hosts.length])).toEqual([
      ['Ubuntu 24.04.3', 4],
      ['Debian 12', 3],
      ['Rocky 9.6', 3],
      ['no root', 1],
      ['not read', 1],
    ]);
  });

  it.each([
    ['Debian GNU/Linux 12 (bookworm)', 'Debian 12'],
    ['Alpine Linux v3.20', 'Alpine v3.20'],
    ['Arch Linux', 'Arch'],
    ['', 'unknown system'],
  ])('names the system %s %s', (os, name) => expect(systemName(os)).toBe(name));
});

it('keeps equal findings once', () => {
  const control = fleet.controls.find(({ meta }) => meta.id === 'daemon.no-new-privileges');
  const failing = [...(control?.evidence.values() ?? [])].filter((g) => g.ending === 'fail');
  expect(failing.map((group) => group.hosts.length)).toEqual([6]);
});

it('counts passes alone, and is a folder, when there are too many results to draw', async () => {
  const survey = await surveyOf(largeFleet(51, 400));
  expect(survey.layout).toBe('folder');
  const kept = survey.controls.flatMap(({ evidence }) => [...evidence.values()]);
  expect(kept.some((group) => group.ending === 'pass')).toBe(false);
  expect(sumOf(survey.tally)).toBe(51 * 400);
});

it('reads an empty run', async () => {
  const survey = await surveyOf(reportOf([failedHost('a', { class: 'timeout', message: '' })]));
  expect(survey.hosts).toHaveLength(1);
  expect((await surveyOf(reportOf([]))).tally).toEqual(emptyTally());
});
