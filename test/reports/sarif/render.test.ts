import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { renderSarifFiles, type SarifOptions } from '../../../reports/sarif/render.ts';
import type { Report } from '../../../src/model/run.ts';
import { oneOfEach } from '../../support/one-of-each.ts';
import {
  auditedHost,
  fakeFleet,
  hostileFleet,
  largeFleet,
  reportOf,
} from '../../support/report-fixture.ts';
import { streamText } from '../../support/stream-text.ts';
import { waivedReport } from '../../support/waived-report.ts';

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schemas/sarif-for-github.schema.json'), 'utf8'),
);
/** The schema of OASIS, as editors have it: what our own says more is GitHub's. */
const official = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('schemastore/schemas/json/sarif-2.1.0.json'),
    'utf8',
  ),
);
const draft7 = new Ajv.default({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats.default(draft7);
const isOfficial = draft7.compile(official);
const ajv = new Ajv2020.default({ allErrors: true });
addFormats.default(ajv);
const isValid = ajv.compile(schema);

async function filesOf(report: Report, options?: SarifOptions) {
  const files = [];
  for await (const file of renderSarifFiles(report, options)) {
    files.push(JSON.parse(await streamText(file)));
  }
  return files;
}

const runOf = async (report: Report, options?: SarifOptions) =>
  (await filesOf(report, options))[0].runs[0];

describe('the form', () => {
  const reports: readonly [string, () => Report][] = [
    ['one of each', oneOfEach],
    ['a fleet', fakeFleet],
    ['a hostile fleet', hostileFleet],
    ['no host', () => reportOf([])],
    ['accepted failures', waivedReport],
  ];
  it.each(reports)('is valid, and what GitHub takes: %s', async (_, report) => {
    for (const all of [false, true]) {
      for (const file of await filesOf(report(), { all })) {
        isValid(file);
        isOfficial(file);
        expect([...(isValid.errors ?? []), ...(isOfficial.errors ?? [])]).toEqual([]);
      }
    }
  });

  it('begins a new file with a category of its own when one is full', async () => {
    const files = await filesOf(largeFleet(10, 8), { results: 7 });
    const counts = files.map(({ runs: [run] }) => run.results.length);
    expect(counts.slice(0, -1).every((count) => count === 7)).toBe(true);
    const categories = files.map(({ runs: [run] }) => run.automationDetails.id);
    expect(new Set(categories).size).toBe(files.length);
    expect(categories.slice(0, 2)).toEqual(['hostward/', 'hostward/2/']);
    const [whole] = await filesOf(largeFleet(10, 8));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(whole.runs[0].results.length);
  });
});

describe('the results', () => {
  it('are the open failures alone, a mismatch each', async () => {
    const { results } = await runOf(waivedReport());
    expect(results).toEqual([
      expect.objectContaining({
        ruleId: 'daemon.icc',
        kind: 'fail',
        level: 'warning',
        message: { text: 'web-02: /etc/docker/daemon.json: expected icc false, found not set' },
      }),
    ]);
  });

  it('are all findings where they are asked for, accepted ones suppressed with the reason', async () => {
    const { results } = await runOf(waivedReport(), { all: true });
    expect(results.map(({ suppressions }: { suppressions: unknown }) => suppressions)).toEqual([
      [
        {
          kind: 'external',
          status: 'accepted',
          justification: 'W-7: The build host runs one tenant (platform team, until 2026-12-01)',
        },
      ],
      expect.arrayContaining([expect.anything()]),
      [],
    ]);
    const kinds = (await runOf(oneOfEach(), { all: true })).results.map(
      ({ kind }: { kind: string }) => kind,
    );
    expect(new Set(kinds)).toEqual(new Set(['pass', 'fail', 'open', 'notApplicable', 'review']));
  });

  it('keep their fingerprints when the value changes, and differ by host and subject', async () => {
    const found = (host: string, subject: string, actual: string) =>
      auditedHost(host, [
        { check: 'daemon.icc', outcome: 'fail', mismatches: [{ subject, expected: 'x', actual }] },
      ]);
    const hosts = [
      found('a', 's', '1'),
      found('a', 's', '2'),
      found('a', 't', '1'),
      found('b', 's', '1'),
    ];
    const { results } = await runOf(reportOf(hosts, { checks: oneOfEach().checks }));
    const [first, again, ...others] = results.map(
      (result: { partialFingerprints: Record<string, string> }) =>
        result.partialFingerprints['hostward/v1'],
    );
    expect(again).toBe(first);
    expect(new Set([first, ...others]).size).toBe(3);
  });

  it('lie on a relative path below the host that no name can leave', async () => {
    const at = async (host: string, subject: string) => {
      const mismatches = [{ subject, expected: 'x', actual: 'y' }] as const;
      const report = reportOf(
        [auditedHost(host, [{ check: 'daemon.icc', outcome: 'fail', mismatches }])],
        {
          checks: oneOfEach().checks,
        },
      );
      return (await runOf(report)).results[0].locations[0].physicalLocation.artifactLocation.uri;
    };
    expect(await at('web-01', '/etc/docker/daemon.json: icc')).toBe(
      'hosts/web-01/etc/docker/daemon.json',
    );
    expect(await at('web-01', 'kernel.kptr_restrict')).toBe('hosts/web-01/daemon/daemon.icc');
    expect(await at('..', '/etc/../../x')).toBe('hosts/_/etc/_/_/x');
    expect(await at('a/b c', 'x')).toBe('hosts/a%2Fb%20c/daemon/daemon.icc');
  });
});

describe('what was not seen', () => {
  it('is a notification: hosts by name, unknown results by check', async () => {
    const { invocations } = await runOf(oneOfEach());
    expect(invocations[0].executionSuccessful).toBe(false);
    expect(
      invocations[0].toolExecutionNotifications.map(
        ({ message }: { message: { text: string } }) => message.text,
      ),
    ).toEqual([
      'db-01: refused: db-01:22 refused the connection',
      'daemon.icc could not be told on 1 host',
      'daemon.log-rotation could not be told on 1 host',
    ]);
  });
});
