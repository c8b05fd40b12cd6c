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
const folder = await surveyOf(largeFleet(51, 400));

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
  it('is whole on a page of its own, and a section of it', async () => {
    for await (const host of largeFleet(1, 400).hosts()) {
      const view = hostView(folder, 0, host);
      expect(view.alone).toBe(true);
      expect(view.failures).toHaveLength(folder.hosts[0]?.tally.fail ?? 0);
      expect(view.failures[0]?.control.href).toMatch(/^c\/[\w.-]+\.html$/);
    }
  });
});
