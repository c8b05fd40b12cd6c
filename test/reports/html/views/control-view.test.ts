import { describe, expect, it } from 'vitest';
import { type Survey, surveyOf } from '../../../../reports/html/survey/survey.ts';
import { controlView } from '../../../../reports/html/views/control-view.ts';
import { pageView } from '../../../../reports/html/views/page-view.ts';
import { fakeFleet, largeFleet } from '../../../support/report-fixture.ts';

const survey = await surveyOf(fakeFleet());
const page = pageView(survey);
const folded = await surveyOf(largeFleet(51, 400));

function control(from: Survey, id: string) {
  const found = from.controls.find(({ meta }) => meta.id.startsWith(id));
  if (found === undefined) throw new Error(id);
  return controlView(from, page.order, found, false);
}

describe('a control', () => {
  it('says once what all mismatches share', () => {
    const view = control(survey, 'daemon.docker-tcp-listener');
    expect([view.subject, view.expected]).toEqual([
      'dockerd listeners',
      'no tcp:// listener, or tlsverify with a CA',
    ]);
    expect(view.evidence[0]?.found.lines).toEqual([
      { subject: '', actual: 'tcp://0.0.0.0:2375 without tlsverify', expected: '' },
    ]);
  });
  it('shows failures, then unknowns, then passes, with every host once', () => {
    const { evidence } = control(survey, 'daemon.no-new-privileges');
    expect(evidence.map(({ mark, hosts: named }) => [mark.kind, named.length])).toEqual([
      ['fail', 6],
      ['unknown', 1],
      ['unknown', 1],
      ['pass', 4],
    ]);
  });
  it('tells the filter which hosts did not pass', () => {
    expect(control(survey, 'daemon.docker-tcp-listener').unpassed).toBe('3 10 11');
  });
  it('counts passes without naming them on a folded page', () => {
    const last = control(folded, 'kernel.release-0').evidence.at(-1);
    expect([last?.mark.kind, last?.hosts, last?.many]).toEqual(['pass', [], '37 hosts']);
  });
});
