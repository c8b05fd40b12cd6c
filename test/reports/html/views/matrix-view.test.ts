import { describe, expect, it } from 'vitest';
import { surveyOf } from '../../../../reports/html/survey/survey.ts';
import { matrixView } from '../../../../reports/html/views/matrix-view.ts';
import { pageView } from '../../../../reports/html/views/page-view.ts';
import { fakeFleet, fakeHost, largeFleet } from '../../../support/report-fixture.ts';

const survey = await surveyOf(fakeFleet());
const alone = await surveyOf(fakeHost());
const folder = await surveyOf(largeFleet(51, 400));

describe('the matrix', () => {
  const drawn = matrixView(survey);
  it('has a cell for each host and each control that is not quiet, and counts the others', () => {
    const rows = drawn.sections.flatMap((section) => section.rows);
    const cells = rows.flatMap(({ groups }) => groups.flatMap((group) => group.cells));
    expect(cells).toHaveLength(12 * rows.length);
    const quiet = drawn.sections.map((section) => Number(/^\d+/.exec(section.quiet) ?? 0));
    expect(rows.length + quiet.reduce((sum, n) => sum + n, 0)).toBe(42);
    expect(cells.filter(({ word }) => word === 'fail')).toHaveLength(survey.tally.fail);
  });
  it('writes what host names share once', () => {
    expect(drawn.template).toBe('node-*.example.org');
    expect(drawn.groups[0]?.hosts.map(({ own }) => own)).toEqual(['01', '02', '03', '04']);
  });
  it('is left out for one host, and drawn on a page of its own in a folder', () => {
    expect(pageView(alone).matrix).toBeUndefined();
    expect(pageView(folder).matrix).toBeUndefined();
    expect(pageView(folder).contents.map(({ href }) => href)).toContain('matrix.html');
  });
});
