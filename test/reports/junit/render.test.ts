import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryPages, validateXML } from 'xmllint-wasm';
import { type JunitOptions, renderJunitFiles } from '../../../reports/junit/render.ts';
import type { Report } from '../../../src/model/run.ts';
import { HOSTILE, oneOfEach } from '../../support/one-of-each.ts';
import {
  auditedHost,
  fakeFleet,
  hostileFleet,
  largeFleet,
  reportOf,
} from '../../support/report-fixture.ts';
import { streamText } from '../../support/stream-text.ts';
import { waivedReport } from '../../support/waived-report.ts';

const SCHEMA = readFileSync(
  join(import.meta.dirname, '../../schemas/junit-ant-and-jenkins.xsd'),
  'utf8',
);

async function filesOf(report: Report, options?: JunitOptions): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const file of renderJunitFiles(report, options)) files.push(await streamText(file));
  return files;
}

const xmlOf = async (report: Report): Promise<string> => (await filesOf(report)).join('');

async function errorsOf(xml: string): Promise<readonly string[]> {
  const pages = { initialMemoryPages: memoryPages.MiB * 64, maxMemoryPages: memoryPages.GiB };
  const { errors } = await validateXML({ xml, schema: SCHEMA, ...pages });
  return errors.map(({ rawMessage }) => rawMessage);
}

describe('the form', () => {
  it.each<[string, () => Report]>([
    ['one of each', oneOfEach],
    ['a fleet', fakeFleet],
    ['a hostile fleet', hostileFleet],
    ['no host', () => reportOf([])],
    ['a host without findings', () => reportOf([auditedHost('web-01', [])])],
    ['a host with a blank name', () => reportOf([auditedHost(' ', [], { durationMs: 0.4 })])],
    ['accepted failures', waivedReport],
    ['many hosts', () => largeFleet(50, 40)],
  ])('is valid for Ant and Jenkins: %s', async (_, report) => {
    expect(await errorsOf(await xmlOf(report()))).toEqual([]);
  });

  it('is refused by the schema where a key is there twice', async () => {
    const twice = [auditedHost('web-01', []), auditedHost('web-01', [])].map((host) => ({
      ...host,
      findings: [{ check: 'daemon.icc', outcome: 'pass' as const, note: '' }],
    }));
    const xml = await xmlOf({ ...oneOfEach(), hosts: reportOf(twice).hosts });
    expect(await errorsOf(xml)).toEqual([expect.stringContaining('Duplicate key-sequence')]);
  });

  it('is the same on each reading', async () => {
    const xml = await xmlOf(oneOfEach());
    await expect(xml).toMatchFileSnapshot('../../golden/one-of-each.junit.xml');
    expect(await xmlOf(oneOfEach())).toBe(xml);
  });
});

describe('a case', () => {
  const casesOf = async (report: Report) =>
    (await xmlOf(report)).match(/<testcase[\s\S]*?(\/>|<\/testcase>)/g) ?? [];
  const caseOf = async (id: string) => {
    const found = (await casesOf(oneOfEach())).find((text) => text.includes(`name="${id}`));
    return found ?? '';
  };

  it('names its host in its class, so that no two hosts share a key', async () => {
    expect(await caseOf('daemon.live-restore')).toContain('classname="hostward.web-01.daemon"');
  });

  it('that failed is of its severity and says all in its body', async () => {
    const text = await caseOf('daemon.icc');
    const first = 'icc: expected false, found true';
    expect(text).toContain(`<failure type="medium" message="${first} (and 1 more)">${first}\n`);
    expect(text).toContain('\nicc in /etc/docker/daemon.json: expected false, found not set\n');
    expect(text).toContain('\nSeverity: medium\nWhy: The attack that daemon.icc stands against.\n');
    expect(text).toContain('\nRemedy: Do this about daemon.icc, then restart docker.\n');
    expect(text).toContain('\nReferences: cis-docker-1.6:2.5, kernel-doc:admin-guide/');
  });

  it('that is unknown is an error, never skipped', async () => {
    const reason = 'docker info gave no answer within 10 s';
    const text = await caseOf('daemon.log-rotation');
    expect(text).toContain(`<error type="unknown" message="${reason}">${reason}\n`);
    expect(text).not.toContain('<skipped');
  });

  it('that does not apply, or asks, is skipped with the reason', async () => {
    const reason = 'Docker is older than Swarm mode';
    expect(await caseOf('daemon.swarm')).toContain(
      `<skipped message="${reason}">${reason}</skipped>`,
    );
    expect(await caseOf('daemon.docker-group')).toContain(
      '<skipped message="Is deploy entitled to root?">Is deploy entitled to root?\n',
    );
  });

  it('stands for a host that was not reached', async () => {
    const text = await caseOf('host is reachable');
    expect(text).toContain('classname="hostward.db-01.host"');
    expect(text).toContain('<error type="refused" message="db-01:22 refused the connection">');
  });

  it('may not name a check that the report does not describe', async () => {
    const report = { ...oneOfEach(), checks: [] };
    await expect(xmlOf(report)).rejects.toThrow('daemon.live-restore');
  });
});

describe('a suite', () => {
  it('counts its cases', async () => {
    const suites = (await xmlOf(oneOfEach())).match(/<testsuite [^>]*>/g);
    expect(suites?.map((text) => text.match(/tests=.*skipped="\d+"/)?.[0])).toEqual([
      'tests="6" failures="1" errors="1" skipped="2"',
      'tests="4" failures="1" errors="1" skipped="2"',
      'tests="1" failures="0" errors="1" skipped="0"',
    ]);
  });

  it('tells the paths out of its containers', async () => {
    expect(await xmlOf(oneOfEach())).toContain(
      '<system-out>/ci-runner: privileged: Mounts the disk',
    );
  });

  it('takes the time of the run where the host has none to show', async () => {
    const host = auditedHost('web-01', [], {
      collectedAt: '2026-11-20 02:01',
      durationMs: 90_061.4,
    });
    const xml = await xmlOf(reportOf([host]));
    expect(xml).toContain('timestamp="2026-11-20T02:00:03"');
    expect(xml).toContain('time="90.061"');
  });

  it('shows hostile text and lets none act', async () => {
    const xml = await xmlOf(oneOfEach());
    expect(xml).not.toContain('<b>');
    expect(xml).not.toContain(HOSTILE);
    expect(xml).toContain('\\u{1b}[31mred');
    expect(xml).toMatch(/^[\t\n\x20-\x7e…\ufffd\u2019]*$/);
  });
});

describe('files', () => {
  it('are one where all fits in', async () => {
    expect(await filesOf(fakeFleet())).toHaveLength(1);
  });

  it('begin anew past a size, and hold each host once', async () => {
    const files = await filesOf(fakeFleet(), { characters: 20_000 });
    expect(files.length).toBeGreaterThan(2);
    expect(await Promise.all(files.map(errorsOf))).toEqual(files.map(() => []));
    const inner = (xml: string) => xml.split('<testsuites>\n')[1]?.split('</testsuites>')[0];
    expect(files.map(inner).join('')).toBe(inner(await xmlOf(fakeFleet())));
  });

  it('are one without a host', async () => {
    expect(await filesOf(reportOf([]))).toHaveLength(1);
  });
});

describe('accepted failures', () => {
  it('are skipped with who answers for them, and leave the open mismatches of a check', async () => {
    const xml = await xmlOf(waivedReport());
    expect(xml).toContain(
      '<skipped message="accepted by waiver W-7: platform team, until 2026-12-01: The build host runs one tenant">',
    );
    expect(xml).toContain(
      '<failure type="medium" message="/etc/docker/daemon.json: expected icc false, found not set">',
    );
    expect(xml).not.toContain('icc: expected false, found true');
  });
});

it('leaves out what passed or was skipped where only failures are asked for', async () => {
  const [xml = ''] = await filesOf(oneOfEach(), { failuresOnly: true });
  expect(await errorsOf(xml)).toEqual([]);
  expect(xml).not.toContain('<skipped');
  expect(xml).not.toMatch(/<testcase [^>]*\/>/);
  expect(xml.match(/<testcase /g)).toHaveLength(5);
});
