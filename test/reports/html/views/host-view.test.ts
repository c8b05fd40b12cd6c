import { describe, expect, it } from 'vitest';
import { surveyOf } from '../../../../reports/html/survey/survey.ts';
import { hostView } from '../../../../reports/html/views/host-view.ts';
import type { HostReport, Report } from '../../../../src/model/run.ts';
import { fakeFleet, largeFleet } from '../../../support/report-fixture.ts';

async function hostsOf(report: Report): Promise<readonly HostReport[]> {
  const hosts: HostReport[] = [];
  for await (const host of report.hosts()) hosts.push(host);
  return hosts;
}

const hosts = await hostsOf(fakeFleet());
const survey = await surveyOf(fakeFleet());
const folded = await surveyOf(largeFleet(51, 400));

function hostAt(index: number): HostReport {
  const host = hosts[index];
  if (host === undefined) throw new Error(`no host ${index}`);
  return host;
}

describe('a host', () => {
  it('shows all that did not pass, worst first', () => {
    const view = hostView(survey, 3, hostAt(3));
    expect(view.failures.map(({ severity }) => severity.severity[0]).join('')).toBe('cccchmmml');
    expect(view.questions).toHaveLength(1);
    expect(view.rest).toBe('Not listed: 31 pass and 1 not applicable.');
  });
  it('shows one row a reason for what could not be told', () => {
    const view = hostView(survey, 10, hostAt(10));
    expect(view.untold.map(({ reason, controls }) => [reason, controls.length])).toContainEqual([
      'Reading the processes of containers needs root',
      8,
    ]);
  });
  it('says why it was not read and what to do', () => {
    const view = hostView(survey, 11, hostAt(11));
    expect(view.lost?.failure).toBe('Not read: its host key changed.');
    expect(view.lost?.todo.some(({ code, text }) => code && text.startsWith('ssh-keygen'))).toBe(
      true,
    );
    expect(view.failures).toEqual([]);
  });
  it('names lesser failures by id on a folded page', async () => {
    for await (const host of largeFleet(1, 400).hosts()) {
      const view = hostView(folded, 0, host);
      expect(view.failures.every(({ severity }) => severity.severity === 'critical')).toBe(true);
      const named = view.lesser.flatMap(({ controls }) => controls).length;
      expect(named + view.failures.length).toBe(folded.hosts[0]?.tally.fail);
    }
  });
});
