import { describe, expect, it } from 'vitest';
import { renderJson } from '../../../reports/json/render.ts';
import { reportSchema } from '../../../reports/json/schema.ts';
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

const hostsOf = async (report: Report) => {
  const hosts = [];
  for await (const host of report.hosts()) hosts.push(host);
  return hosts;
};

describe('what it says', () => {
  it.each<[string, () => Report]>([
    ['one of each', oneOfEach],
    ['a fleet', fakeFleet],
    ['hostile text, exactly as it was read', hostileFleet],
    ['no host and no check', () => reportOf([], { checks: [] })],
  ])('is the model: %s', async (_, report) => {
    const { run, checks } = report();
    const hosts = await hostsOf(report());
    const said: unknown = JSON.parse(await streamText(renderJson(report())));
    expect(said).toEqual({ formatVersion: 1, run, checks, hosts, waivers: [] });
  });

  it('reads back exactly, and shows no character that acts on a terminal', async () => {
    const name = `${HOSTILE} \u0085\u009b31m\u007f\u{e0001}\u2028\ud800\ue000 é 日本`;
    const text = await streamText(renderJson(reportOf([auditedHost(name, [])])));
    expect(JSON.parse(text).hosts[0].name).toBe(name);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
    expect(text).toContain('é 日本');
  });

  it('is the same on each reading', async () => {
    const text = await streamText(renderJson(oneOfEach()));
    await expect(text).toMatchFileSnapshot('../../golden/one-of-each.json');
    expect(await streamText(renderJson(oneOfEach()))).toBe(text);
  });

  it('leaves out what a check holds beside its texts, and adds to its verdict', async () => {
    const [check] = oneOfEach().checks;
    const coded = { ...check, needs: {}, evaluate: () => 'code' };
    const chatty = {
      check: 'daemon.icc',
      outcome: 'fail' as const,
      mismatches: [{ subject: 'icc', expected: 'false', actual: 'true', line: 3 }],
      score: 7,
    };
    const report = { ...reportOf([auditedHost('web-01', [chatty])]), checks: [coded] };
    const said = JSON.parse(await streamText(renderJson(report as unknown as Report)));
    expect(() => reportSchema.parse(said)).not.toThrow();
  });
});

describe('its form', () => {
  it('is a line a check and a line a host', async () => {
    const lines = (await streamText(renderJson(oneOfEach()))).split('\n');
    const hosts = lines.slice(lines.indexOf('"hosts":[') + 1, lines.lastIndexOf('],'));
    expect(hosts.map((line) => JSON.parse(line.replace(/,$/, '')).status)).toEqual([
      'audited',
      'audited',
      'failed',
    ]);
  });

  it('comes a host at a time', async () => {
    const seen: string[] = [];
    const { hosts, ...rest } = largeFleet(3, 2);
    const watched: Report = {
      ...rest,
      hosts: async function* () {
        for await (const host of hosts()) {
          seen.push(`read ${host.name}`);
          yield host;
        }
      },
    };
    for await (const part of renderJson(watched)) {
      const name = /"name":"(node-[^"]+)"/.exec(part)?.[1];
      if (name !== undefined) seen.push(`said ${name}`);
    }
    expect(seen).toEqual(
      ['00000', '00001', '00002'].flatMap((n) => [
        `read node-${n}.example.org`,
        `said node-${n}.example.org`,
      ]),
    );
  });
});
