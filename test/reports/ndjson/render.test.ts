import { describe, expect, it } from 'vitest';
import { renderJson } from '../../../reports/json/render.ts';
import { renderNdjson } from '../../../reports/ndjson/render.ts';
import type { Report } from '../../../src/model/run.ts';
import { oneOfEach } from '../../support/one-of-each.ts';
import { hostileFleet, largeFleet } from '../../support/report-fixture.ts';
import { streamText } from '../../support/stream-text.ts';
import { waivedReport } from '../../support/waived-report.ts';

type Line = Readonly<Record<string, unknown>>;

const linesOf = async (report: Report): Promise<readonly Line[]> =>
  (await streamText(renderNdjson(report)))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** The lines put together again as the JSON report. */
function joined(lines: readonly Line[]): unknown {
  const of = (wanted: string) =>
    lines.filter(({ type }) => type === wanted).map(({ type: _, ...rest }) => rest);
  const findings = of('finding');
  return {
    formatVersion: 1,
    run: of('run')[0],
    checks: of('check'),
    hosts: of('host').map((host) =>
      host['status'] === 'failed'
        ? host
        : {
            ...host,
            findings: findings
              .filter((finding) => finding['host'] === host['name'])
              .map(({ host: _, ...finding }) => finding),
          },
    ),
    waivers: of('waiver'),
  };
}

describe('the lines', () => {
  it.each<[string, () => Report]>([
    ['one of each', oneOfEach],
    ['a hostile fleet', hostileFleet],
    ['accepted failures', waivedReport],
    ['many hosts', () => largeFleet(20, 10)],
  ])('hold what the JSON report holds: %s', async (_, report) => {
    expect(joined(await linesOf(report()))).toEqual(
      JSON.parse(await streamText(renderJson(report()))),
    );
  });

  it('come a host at a time, each finding after its host', async () => {
    const types = (await linesOf(oneOfEach())).map(({ type }) => type);
    expect(types.slice(0, 8)).toEqual(['run', ...Array(6).fill('check'), 'host']);
    expect(types.lastIndexOf('host')).toBe(types.length - 1);
  });
});
