import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { fleetWithHistory } from '../../support/history-fixture.ts';
import { fakeFleet, fakeHost, hostileFleet, reportOf } from '../../support/report-fixture.ts';
import { reportBrowser, unfold } from './chromium.ts';

const browser = reportBrowser({
  fleet: fakeFleet(),
  alone: fakeHost(),
  hostile: hostileFleet(),
  nothing: reportOf([]),
  history: fleetWithHistory(),
});
const PAGES = ['fleet', 'alone', 'hostile', 'nothing', 'history'];

/** A host of each kind, a control of each kind, and what was read of barriers. */
const ONE_OF_EACH = [
  '[id^="h-node-04"]',
  '[id^="h-node-11"]',
  '[id^="h-node-12"]',
  '.control.critical',
  '[data-outcomes~="manual"]',
  '[data-outcomes~="na"]',
  '.host .readings',
].join(', ');

it.each(PAGES)('%s opens from a file: no error, no violation, no request', async (name) => {
  const { page, trouble } = await browser.open(name);
  await unfold(page);
  expect(await page.evaluate(() => document.documentElement.className)).toBe('js');
  expect(trouble).toEqual([]);
});

describe.each(['light', 'dark'] as const)(
  'accessibility in %s',
  { timeout: 120_000 },
  (colorScheme) => {
    it.each([
      ['fleet', 1280],
      ['fleet', 390],
      ['alone', 1280],
      ['nothing', 1280],
      ['history', 1280],
      ['history', 390],
    ])('of %s at %i pixels', async (name, width) => {
      const { page } = await browser.open(name, { colorScheme, viewport: { width, height: 900 } });
      await unfold(page, ONE_OF_EACH);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.flatMap(({ id, nodes }) =>
        nodes
          .slice(0, 3)
          .map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message}`),
      );
      expect(found).toEqual([]);
    });
  },
);

describe('hostile text', () => {
  it('makes no element, runs nothing, asks nothing', async () => {
    const { page, trouble } = await browser.open('hostile');
    await unfold(page);
    const found = await page.evaluate(() => ({
      owned: document.body.dataset['owned'],
      scripts: document.querySelectorAll('script').length,
      styles: document.querySelectorAll('style, [style]').length,
      foreign: document.querySelectorAll('img, iframe, object, embed, svg svg').length,
      handlers: [...document.querySelectorAll('*')].filter((element) =>
        element.getAttributeNames().some((name) => name.startsWith('on')),
      ).length,
      links: [...document.querySelectorAll('a')].filter(
        (link) => !['file:', 'https:'].includes(link.protocol),
      ).length,
    }));
    expect(found).toEqual({
      owned: undefined,
      scripts: 1,
      styles: 1,
      foreign: 0,
      handlers: 0,
      links: 0,
    });
    expect(trouble).toEqual([]);
  });
});

describe('a phone', () => {
  it.each(PAGES.flatMap((name) => [320, 390, 768].map((width) => [name, width] as const)))(
    'shows %s at %i pixels without scrolling the page sideways',
    async (name, width) => {
      const { page } = await browser.open(name, { viewport: { width, height: 800 } });
      await unfold(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    },
  );
});

it('is complete without script', async () => {
  const { page } = await browser.open('fleet', { javaScriptEnabled: false });
  expect(await page.locator('.filter').isVisible()).toBe(false);
  expect(await page.locator('details.host > summary').count()).toBe(12);
  expect(await page.locator('details.host > summary').first().isVisible()).toBe(true);
  await page.locator('details.host > summary').first().click();
  expect(await page.locator('details.host .facts').first().isVisible()).toBe(true);
});

describe('on paper', () => {
  it('the summary fits the first page of A4, and the foot says which run it is', async () => {
    const { page } = await browser.open('fleet', { viewport: { width: 680, height: 900 } });
    await page.emulateMedia({ media: 'print' });
    const height = await page.evaluate(
      () => document.querySelector('#summary')?.getBoundingClientRect().bottom ?? 0,
    );
    expect(height).toBeLessThan(263 * (96 / 25.4));
    const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
    expect(pdf.length).toBeGreaterThan(10_000);
  });
  it('prints light, and leaves out what only a screen needs', async () => {
    const { page } = await browser.open('fleet', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe('rgb(255, 255, 255)');
    for (const hidden of ['.contents', '.filter', '.mast .btn', '.host']) {
      expect(await page.locator(hidden).first().isVisible()).toBe(false);
    }
    expect(await page.locator('.control .evidence').first().isVisible()).toBe(true);
  });
});
