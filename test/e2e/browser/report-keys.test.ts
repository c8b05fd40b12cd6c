import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fakeFleet } from '../../support/report-fixture.ts';
import { reportBrowser } from './chromium.ts';

const browser = reportBrowser({ fleet: fakeFleet() });

const shown = (page: Page): Promise<number> => page.locator('details.control:visible').count();
const counted = (page: Page): Promise<string | null> =>
  page.locator('.filter output').textContent();
const hashOf = (page: Page): string => new URL(page.url()).hash;
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent?.replace(/\s+/g, ' ').trim() ?? '');

describe('the filter', () => {
  it('is what the address says', async () => {
    const { page } = await browser.open('fleet', {
      hash: '#controls?outcome=fail&severity=critical',
    });
    expect(await counted(page)).toBe('5 of 42 controls');
    expect(await shown(page)).toBe(5);
    expect(await page.locator('select[name=outcome]').inputValue()).toBe('fail');
  });

  it('writes the address, by host, section and text', async () => {
    const { page } = await browser.open('fleet');
    await page.locator('select[name=host]').selectOption({ label: 'node-04' });
    expect(hashOf(page)).toBe('#controls?host=node-04.example.org');
    expect(await counted(page)).toBe('9 of 42 controls');
    await page.locator('input[name=q]').fill('SOCKET');
    expect(await counted(page)).toBe('2 of 42 controls');
    await page.locator('select[name=area]').selectOption('kernel');
    expect(await shown(page)).toBe(0);
    expect(await page.locator('#no-match').textContent()).toBe(
      'No control matches. Clear a filter to see the others.',
    );
    await page.locator('.filter button[type=reset]').click();
    expect(hashOf(page)).toBe('#controls');
    expect(await shown(page)).toBe(42);
  });

  it('is what each count of the summary links to', async () => {
    const { page } = await browser.open('fleet');
    await page.locator('.legend a').nth(1).click();
    expect(hashOf(page)).toBe('#controls?outcome=fail');
    expect(await counted(page)).toBe('34 of 42 controls');
  });

  it('is cleared by a link to a control that it hides', async () => {
    const { page } = await browser.open('fleet', { hash: '#controls?outcome=manual' });
    expect(await shown(page)).toBe(1);
    await page.locator('.fix a').first().click();
    expect(await shown(page)).toBe(42);
    expect(
      await page.locator('[id="c-capabilities.container-dangerous"]').getAttribute('open'),
    ).toBe('');
  });

  it('survives an address that is no filter', async () => {
    const { page, trouble } = await browser.open('fleet', {
      hash: '#controls?outcome=%E0%A4%A&x=<b>',
    });
    expect(await page.locator('.filter output').count()).toBe(1);
    expect(trouble).toEqual([]);
  });
});

describe('keys', () => {
  it('reach the filter, walk along the controls and open them', async () => {
    const { page } = await browser.open('fleet', { hash: '#controls?severity=low' });
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q');
    await page.keyboard.type('jk/');
    expect(await page.locator('input[name=q]').inputValue()).toBe('jk/');
    await page.locator('input[name=q]').fill('');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('j');
    const first = await focused(page);
    await page.keyboard.press('j');
    expect(await focused(page)).not.toBe(first);
    await page.keyboard.press('k');
    expect(await focused(page)).toBe(first);
    await page.keyboard.press('Enter');
    expect(await page.locator('details.control:visible').first().getAttribute('open')).toBe('');
  });

  it('start with a way past the contents', async () => {
    const { page } = await browser.open('fleet');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
  });

  it('move in the matrix from one tab stop, say what a cell is, and open its control', async () => {
    const { page } = await browser.open('fleet');
    expect(await page.locator('#cells td[tabindex]').count()).toBe(1);
    await page.locator('#cells td[tabindex]').focus();
    expect(await page.locator('#cell').textContent()).toBe(
      'node-01. The running kernel is the newest one installed. pass: running kernel: the newest one installed',
    );
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#cell').textContent()).toBe(
      'node-03. The running kernel is the newest one installed. fail: 6.8.0-79 while 6.8.0-85 is installed',
    );
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('#cells td[tabindex]').count()).toBe(1);
    await page.keyboard.press('Enter');
    expect(hashOf(page)).toBe('#c-kernel.patch-level');
    expect(await page.locator('[id="c-kernel.patch-level"]').getAttribute('open')).toBe('');
  });
});

describe('a host', () => {
  it('opens by its name, and gives the focus back when it is closed', async () => {
    const { page } = await browser.open('fleet');
    const host = page.locator('[id="h-node-04.example.org"]');
    expect(await host.isVisible()).toBe(false);
    await page.locator('#host-table a', { hasText: 'node-04' }).click();
    expect(await host.isVisible()).toBe(true);
    await host.locator('> summary').click();
    expect(await host.isVisible()).toBe(false);
    expect(await focused(page)).toBe('node-04');
    await page.locator('#host-table a', { hasText: 'node-04' }).click();
    expect(await host.isVisible()).toBe(true);
  });

  it('opens from its address', async () => {
    const { page } = await browser.open('fleet', { hash: '#h-node-12.example.org' });
    expect(await page.locator('.host[open]').textContent()).toContain('its host key changed');
  });

  it('is sorted by any column, those that were not read last', async () => {
    const { page } = await browser.open('fleet');
    const order = (): Promise<readonly string[]> =>
      page.locator('#host-table tbody th').allTextContents();
    await page.locator('#host-table th button', { hasText: 'Proven' }).click();
    const down = await order();
    expect([down[0], down.at(-1)]).toEqual(['node-10', 'node-12']);
    await page.locator('#host-table th button', { hasText: 'Proven' }).click();
    const up = await order();
    expect([up[0], up.at(-1)]).toEqual(['node-11', 'node-12']);
    const head = page.locator('#host-table th', { hasText: 'Proven' });
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
  });
});

it('copies a command, or selects it where there is no clipboard', async () => {
  const { page, trouble } = await browser.open('fleet', { hash: '#c-runtime.runc-version' });
  const button = page.locator('[id="c-runtime.runc-version"] button[data-copy]');
  await button.click();
  const done = await page.waitForFunction(() => {
    const copied = document.querySelector('#c-runtime\\.runc-version button')?.textContent;
    return copied === 'Copied' || String(getSelection()).startsWith('apt-get');
  });
  expect(await done.jsonValue()).toBe(true);
  expect(trouble).toEqual([]);
});
