import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../support/one-of-each.ts';
import { auditedHost, largeFleet } from '../../support/report-fixture.ts';
import { reportBrowser } from './chromium.ts';

/** Large enough for a folder; one host and one container are hostile. */
function hostileLargeFleet() {
  const fleet = largeFleet(700, 30);
  const check = fleet.checks[0]?.id ?? '';
  const mismatches = [{ subject: HOSTILE, expected: HOSTILE, actual: HOSTILE }];
  return {
    ...fleet,
    hosts: async function* () {
      yield* fleet.hosts();
      yield auditedHost(`</script>${HOSTILE}`, [{ check, outcome: 'fail' as const, mismatches }]);
    },
  };
}

const browser = reportBrowser({ fleet: hostileLargeFleet() });

const PAGES: readonly [string, string][] = [
  ['the first page', 'report/index.html'],
  ['the controls', 'report/controls.html'],
  ['the map', 'report/matrix.html'],
  ['the hosts', 'report/hosts/001.html'],
  ['a control', 'report/c/kernel.release-0.html'],
  ['a host', 'report/h/node-00004.example.org.html'],
];

describe.each(PAGES)('%s', (_, file) => {
  it('opens from a file: no error, no violation of the policy, no request beyond the folder', async () => {
    const { page, trouble } = await browser.open('fleet', { file });
    expect(await page.evaluate(() => document.documentElement.className)).toBe('js');
    expect(await page.evaluate(() => document.body.dataset['owned'])).toBeUndefined();
    expect(trouble).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'is accessible in %s',
    { timeout: 60_000 },
    async (colorScheme) => {
      const { page } = await browser.open('fleet', { file, colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((n) => `${id}: ${n.html}`)),
      ).toEqual([]);
    },
  );

  it('is no wider than a phone', async () => {
    const { page } = await browser.open('fleet', { file, viewport: { width: 390, height: 800 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
  });
});

describe('the map', () => {
  it('is walked by keys, says what each point is, and opens its host', async () => {
    const { page } = await browser.open('fleet', { file: 'report/matrix.html' });
    await page.focus('#map');
    const before = await page.textContent('#cell');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    const after = await page.textContent('#cell');
    expect(after).not.toBe(before);
    expect(await page.locator('#near td[aria-current]').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/report\/h\/.*\.html$/);
    expect(await page.textContent('h2')).toContain(after?.split('. ')[0]);
  });

  it('draws a point for each result in the colours of the key', async () => {
    const { page } = await browser.open('fleet', { file: 'report/matrix.html' });
    const colours = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('#map canvas');
      const context = canvas?.getContext('2d');
      if (!canvas || !context) return [];
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return [canvas.width, canvas.height, new Set(new Uint32Array(data.buffer)).size];
    });
    expect(colours.slice(0, 2)).toEqual([30, 701]);
    expect(colours[2]).toBeGreaterThan(3);
  });
});

it('filters its controls by the address, as the first page links to them', async () => {
  const { page } = await browser.open('fleet', { file: 'report/index.html' });
  await page.click('a[href="controls.html#controls?severity=high"]');
  await page.waitForURL(/controls\.html/);
  const severities = await page
    .locator('tr.control:not([hidden])')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-severity')));
  expect(new Set(severities)).toEqual(new Set(['high']));
});
