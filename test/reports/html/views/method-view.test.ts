import { expect, it } from 'vitest';
import { surveyOf } from '../../../../reports/html/survey/survey.ts';
import { methodView, signOffView } from '../../../../reports/html/views/method-view.ts';
import { fakeFleet, reportOf } from '../../../support/report-fixture.ts';

const survey = await surveyOf(fakeFleet());

it('states its sum and its population', () => {
  const { sum, population } = methodView(survey);
  expect(sum).toBe(
    '12 hosts × 42 controls = 504 results = 318 pass + 100 fail + 0 accepted + 62 unknown + 11 question + 13 not applicable.',
  );
  expect(population).toContain(
    '12 hosts were selected: 10 read with root, 1 read without root and 1 not read.',
  );
});

it('signs for the figures and for being partial, and for nothing where nothing was audited', async () => {
  expect(signOffView(survey)?.statement).toBe(
    'I have read this report of a partial audit of 12 hosts: 66.3 % proven compliant, 100 failures open, 62 results unknown and 11 questions to answer.',
  );
  expect(signOffView(await surveyOf(reportOf([])))).toBeUndefined();
});
