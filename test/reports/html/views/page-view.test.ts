import { expect, it } from 'vitest';
import { surveyOf } from '../../../../reports/html/survey/survey.ts';
import { pageView } from '../../../../reports/html/views/page-view.ts';
import { fakeFleet } from '../../../support/report-fixture.ts';

const survey = await surveyOf(fakeFleet());
const page = pageView(survey);

it('starts the title with the verdict', () => {
  expect(page.title).toBe(
    'Not compliant, partial: 12 container hosts, 20 November 2026 – hostward',
  );
});
