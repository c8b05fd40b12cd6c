import { describe, expect, it } from 'vitest';
import { surveyOf } from '../../../../reports/html/survey/survey.ts';
import { fixView } from '../../../../reports/html/views/fix-view.ts';
import { pageView } from '../../../../reports/html/views/page-view.ts';
import { summaryView } from '../../../../reports/html/views/summary-view.ts';
import { fakeFleet, reportOf } from '../../../support/report-fixture.ts';

const survey = await surveyOf(fakeFleet());
const page = pageView(survey);

describe('the summary', () => {
  const { counts, figures } = summaryView(survey, fixView(survey, page.order));
  const sum = (numbers: readonly string[]): number =>
    numbers.reduce((total, n) => total + Number(n), 0);

  it('counts every result once by outcome', () => {
    expect(sum(counts?.legend.map(({ n }) => n) ?? [])).toBe(12 * 42);
  });
  it('counts failures the same by severity, by section and as a figure', () => {
    const failures = String(survey.tally.fail);
    expect(String(sum(counts?.severities.map(({ fail }) => fail.n) ?? []))).toBe(failures);
    const bySection = counts?.areas.flatMap(({ critical, high, medium, low }) =>
      [critical, high, medium, low].map(({ n }) => n),
    );
    expect(String(sum(bySection ?? []))).toBe(failures);
    expect(figures[2]?.number).toBe(failures);
  });
  it('counts hosts once by system', () => {
    expect(sum(counts?.systems.map((row) => row.hosts.n) ?? [])).toBe(12);
  });
  it('says what each figure is of', () => {
    expect(figures.map(({ number, unit }) => `${number}${unit}`)).toEqual([
      '66.3%',
      '87.4%',
      '100',
      '3',
    ]);
    expect(figures[0]?.sentence).toBe(
      '318 of 480 applicable results pass. 79.2 % if every unknown passed.',
    );
  });
  it('counts nothing where nothing was audited', async () => {
    const empty = await surveyOf(reportOf([]));
    const view = summaryView(empty, fixView(empty, []));
    expect(view.counts).toBeUndefined();
    expect(view.figures.map(({ number }) => number)).toEqual(['–', '–', '–']);
  });
});
