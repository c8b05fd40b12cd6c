import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { renderPrometheus } from '../../../reports/prometheus/render.ts';
import type { Report } from '../../../src/model/run.ts';
import { oneOfEach } from '../../support/one-of-each.ts';
import { fakeFleet, hostileFleet, reportOf } from '../../support/report-fixture.ts';
import { streamText } from '../../support/stream-text.ts';
import { waivedReport } from '../../support/waived-report.ts';

const metricsOf = (report: Report): Promise<string> => streamText(renderPrometheus(report));

describe('the form', () => {
  it.each<[string, () => Report]>([
    ['one of each', oneOfEach],
    ['a fleet', fakeFleet],
    ['a hostile fleet', hostileFleet],
    ['accepted failures', waivedReport],
    ['no host', () => reportOf([])],
  ])('is what promtool takes: %s', async (_, report) => {
    const { status, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: await metricsOf(report()),
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('the figures', () => {
  it('count accepted failures apart from open ones', async () => {
    const text = await metricsOf(waivedReport());
    expect(text).toContain('hostward_host_findings{host="web-01",outcome="waived"} 1\n');
    expect(text).toContain('hostward_host_findings{host="web-01",outcome="fail"} 0\n');
    expect(text).toContain('hostward_host_open_failures{host="web-01",severity="medium"} 0\n');
    expect(text).toContain('hostward_host_open_failures{host="web-02",severity="medium"} 1\n');
    expect(text).toContain('hostward_area_findings{area="daemon",outcome="waived"} 1\n');
    expect(text).toContain('hostward_waivers{concern="yes"} 1\n');
  });

  it('say which host was not read, and why', async () => {
    const text = await metricsOf(oneOfEach());
    expect(text).toContain('hostward_run_complete 0\n');
    expect(text).toContain('hostward_host_audited{host="db-01",reason="refused"} 0\n');
    expect(text).toContain('hostward_host_audited{host="web-01",reason=""} 1\n');
    expect(text).not.toContain('hostward_host_findings{host="db-01"');
    expect(text).toContain('hostward_host_escape_paths{host="web-01"} 2\n');
  });
});
