import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../reports/markdown/render.ts';
import type { Report } from '../../../src/model/run.ts';
import { oneOfEach } from '../../support/one-of-each.ts';
import { fakeFleet, hostileFleet, largeFleet, reportOf } from '../../support/report-fixture.ts';
import { streamText } from '../../support/stream-text.ts';
import { waivedReport } from '../../support/waived-report.ts';

const markdownOf = (report: Report): Promise<string> => streamText(renderMarkdown(report));

it('is the page that readers are shown', async () => {
  await expect(await markdownOf(fakeFleet())).toMatchFileSnapshot('../../golden/fleet.md');
});

it('says that it is incomplete before anything else', async () => {
  const text = await markdownOf(oneOfEach());
  expect(text.indexOf('**The audit is incomplete.**')).toBeLessThan(text.indexOf('| critical'));
  expect(await markdownOf(waivedReport())).not.toContain('incomplete');
});

it('counts what is accepted apart, and names waivers that need a look', async () => {
  const text = await markdownOf(waivedReport());
  expect(text).toContain('W\\-7 | platform team | 2026\\-12\\-01 | expiring');
});

it('stays small at any size', async () => {
  expect((await markdownOf(largeFleet(500, 200))).length).toBeLessThan(100_000);
});

it('has nothing to list where nothing was audited', async () => {
  expect(await markdownOf(reportOf([]))).toContain('nothing fails');
});

describe('text from hosts', () => {
  it.each<[string, () => Report]>([
    ['one of each', oneOfEach],
    ['a hostile fleet', hostileFleet],
  ])('is text in the page that it becomes: %s', async (_, report) => {
    const html = await marked(await markdownOf(report()), { gfm: true });
    const tags = [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag);
    const ours = [
      'h2',
      'h3',
      'p',
      'strong',
      'blockquote',
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
    ];
    expect([...new Set(tags)].filter((tag) => !ours.includes(tag ?? ''))).toEqual([]);
  });
});
