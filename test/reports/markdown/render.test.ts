import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../reports/markdown/render.ts';
import type { RunChanges } from '../../../src/model/changes.ts';
import type { Report } from '../../../src/model/run.ts';
import { CHANGES } from '../../support/history-fixture.ts';
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

const HOSTILE = '<script>|`@everyone';
/** Thirty failures that are new, of hosts that name themselves as they please. */
const changes: RunChanges = {
  ...CHANGES,
  counts: { ...CHANGES.counts, newFailure: 30, newlyUnknown: 2, repaired: 1, valueChanged: 0 },
  newHosts: [HOSTILE],
  changes: async function* () {
    await Promise.resolve();
    for (let i = 0; i < 30; i += 1) {
      yield { kind: 'newFailure', host: `web${i}`, check: 'c', subject: HOSTILE, after: HOSTILE };
    }
  },
};

it('tells what changed since the run before, first of all', async () => {
  const text = await markdownOf({ ...fakeFleet(), changes });
  expect(text).toContain('- **30** fails now\n- **2** can no longer be told\n- **1** repaired');
  expect(text).toMatch(/^- 1 host new: &#60;script&#62;/m);
  expect(text.match(/^\| c \| web\d+ \|/gm)).toHaveLength(25);
  expect(text.indexOf('Since run yesterday')).toBeLessThan(text.indexOf('Failing, worst first'));
  const quiet = { ...changes, counts: { ...changes.counts, newFailure: 0 }, incomparable: 'x' };
  expect(await markdownOf({ ...fakeFleet(), changes: quiet })).toContain('Not comparable in full');
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
    ['changes', () => ({ ...fakeFleet(), changes })],
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
      'ul',
      'li',
    ];
    expect([...new Set(tags)].filter((tag) => !ours.includes(tag ?? ''))).toEqual([]);
  });
});
