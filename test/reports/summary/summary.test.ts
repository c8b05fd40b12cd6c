import { describe, expect, it } from 'vitest';
import { startSummary } from '../../../reports/summary/summary.ts';
import type { Finding, Report } from '../../../src/model/run.ts';
import { HOSTILE, oneOfEach } from '../../support/one-of-each.ts';
import {
  auditedHost,
  FAKE_CHECKS,
  failedHost,
  fakeFleet,
  hostileFleet,
  largeFleet,
  reportOf,
} from '../../support/report-fixture.ts';
import { summaryOf } from './summary-of.ts';

const [check] = FAKE_CHECKS;
const ID = check?.id ?? '';

const hostsOf = async (report: Report) => {
  const hosts = [];
  for await (const host of report.hosts()) hosts.push(host);
  return hosts;
};

const failing = (actual: string): Finding => ({
  check: ID,
  outcome: 'fail',
  mismatches: [{ subject: 'value', expected: '9', actual }],
});

describe('counts', () => {
  it('are of what was read, by severity', async () => {
    expect(await summaryOf(oneOfEach())).toMatchObject({
      audited: 2,
      unreached: 1,
      withoutRoot: 1,
      unknown: 2,
      worstFailed: 'critical',
      failingHosts: 2,
      failing: { critical: 1, high: 0, medium: 1, low: 0 },
      questions: 1,
    });
  });

  it('take each check of a host that was not reached as unknown', async () => {
    const { checks } = oneOfEach();
    const { tally } = await summaryOf(oneOfEach());
    expect(tally).toEqual({
      pass: 2,
      fail: 2,
      unknown: 2 + checks.length,
      manual: 2,
      notApplicable: 2,
      waived: 0,
    });
  });

  it('are nothing where there was nothing', () => {
    expect(startSummary([]).finish()).toMatchObject({
      audited: 0,
      unreached: 0,
      worstFailed: undefined,
      hosts: [],
      failed: [],
    });
  });

  it('refuse a finding of a check that they do not know', () => {
    const { add } = startSummary([]);
    expect(() => add(auditedHost('web-01', [failing('1')]))).toThrow(ID);
  });
});

describe('order', () => {
  it('of hosts is by the most serious failure, then by unknown, then by name', async () => {
    const unknown: Finding = { check: ID, outcome: 'unknown', reason: 'no answer' };
    const pass: Finding = { check: ID, outcome: 'pass', note: '' };
    const hosts = [
      auditedHost('node-10', [pass]),
      auditedHost('node-9', [pass]),
      auditedHost('blind', [unknown]),
      auditedHost('bad', [failing('1')]),
    ];
    const { hosts: rows } = await summaryOf(reportOf(hosts));
    expect(rows.map(({ name }) => name)).toEqual(['bad', 'blind', 'node-9', 'node-10']);
  });

  it('of checks is by severity, then by hosts', async () => {
    const { failed } = await summaryOf(fakeFleet());
    const keys = failed.map(({ severity, failed: hosts }) => `${severity} ${hosts}`);
    expect(keys.slice(0, 6)).toEqual([
      'critical 2',
      'critical 2',
      'critical 1',
      'critical 1',
      'critical 1',
      'high 6',
    ]);
  });

  it('of arrival does not show', async () => {
    const hosts = await hostsOf(fakeFleet());
    const turned = reportOf(hosts.toReversed());
    expect(await summaryOf(turned)).toEqual(await summaryOf(reportOf(hosts)));
  });
});

describe('examples', () => {
  it('are of the first host by name', async () => {
    const hosts = ['node-10', 'node-9'].map((name) => auditedHost(name, [failing(name)]));
    const { failed } = await summaryOf(reportOf(hosts));
    expect(failed[0]?.mismatch).toEqual({
      host: 'node-9',
      text: 'value: found node-9, expected 9',
    });
  });

  it('are few, and each is short, however large the fleet and its values', async () => {
    const { escaping, lost } = await summaryOf(
      reportOf([
        ...(await hostsOf(largeFleet(60, 2))).map((host) => ({
          ...host,
          findings: [failing('x'.repeat(100_000))],
        })),
        ...Array.from({ length: 30 }, (_, n) =>
          failedHost(`lost-${n}`, { class: n < 20 ? 'timeout' : 'refused', message: 'gone' }),
        ),
      ]),
    );
    expect(escaping.total).toBe(26);
    expect(escaping.worst).toHaveLength(10);
    expect(lost.first.map(({ name }) => name)).toEqual(
      Array.from({ length: 10 }, (_, n) => `lost-${n}`),
    );
    expect(lost.classes).toEqual([
      { class: 'timeout', hosts: 20 },
      { class: 'refused', hosts: 10 },
    ]);
    const { failed } = await summaryOf(
      reportOf([auditedHost('web-01', [failing('x'.repeat(1e6))])]),
    );
    expect(failed[0]?.mismatch?.text.length).toBeLessThan(300);
  });

  it('tell the containers with most ways out first', async () => {
    const { escaping } = await summaryOf(fakeFleet());
    expect(escaping.worst.map(({ container, host }) => `${container} on ${host}`)).toEqual([
      'ci-runner on node-04.example.org',
      'portainer on node-01.example.org',
      'agent on node-06.example.org',
    ]);
  });

  it('hold no character that acts', async () => {
    for (const report of [oneOfEach(), hostileFleet()]) {
      const text = JSON.stringify(await summaryOf(report));
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
      expect(text).not.toContain(HOSTILE);
    }
  });
});
