import { describe, expect, it } from 'vitest';
import { surveyOf } from '../../../../reports/html/survey/survey.ts';
import { fixView } from '../../../../reports/html/views/fix-view.ts';
import { pageView } from '../../../../reports/html/views/page-view.ts';
import { fakeFleet, reportOf } from '../../../support/report-fixture.ts';

const survey = await surveyOf(fakeFleet());
const page = pageView(survey);

describe('fix first', () => {
  it('holds at most eight rows, most severe and most frequent first', () => {
    const { rows, intro } = fixView(survey, page.order);
    expect(rows.map(({ severity }) => severity.steps)).toEqual([4, 4, 4, 4, 4, 3, 3, 3]);
    expect(intro).toBe(
      'Most severe first, then most hosts. These eight changes settle 22 of 100 open failures. Squares are hosts, in the order of the matrix.',
    );
  });
  it('says so when nothing is open', async () => {
    expect(fixView(await surveyOf(reportOf([])), []).intro).toBe('Nothing is open.');
  });
});
