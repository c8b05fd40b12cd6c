import { expect, it } from 'vitest';
import { surveyOf } from '../../../../reports/html/survey/survey.ts';
import { questionViews } from '../../../../reports/html/views/question-view.ts';
import { fakeFleet } from '../../../support/report-fixture.ts';

const survey = await surveyOf(fakeFleet());

it('asks one question a control, not one a host', () => {
  expect(questionViews(survey).map(({ asked }) => asked.map(({ many }) => many))).toEqual([
    ['11 hosts'],
  ]);
});
