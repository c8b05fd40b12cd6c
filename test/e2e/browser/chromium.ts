import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { renderHtmlFiles } from '../../../reports/html/render.ts';
import type { Report } from '../../../src/model/run.ts';
import { makeFolder, writeText } from '../../../src/store/output-folder.ts';

/** Without these Chromium calls its maker from the background. */
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A page that was opened from a file, and everything on it that should not have happened. */
interface OpenedPage {
  readonly page: Page;
  /** Errors, warnings, policy violations, dialogs, and requests beyond the file itself. */
  readonly trouble: readonly string[];
}

export interface ReportBrowser {
  readonly open: (
    name: string,
    options?: BrowserContextOptions & { readonly hash?: string; readonly file?: string },
  ) => Promise<OpenedPage>;
}

/** Writes each report to a file and opens it in a real Chromium, for the tests of one file. */
export function reportBrowser(reports: Readonly<Record<string, Report>>): ReportBrowser {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-report-'));
  let browser: Browser | undefined;

  beforeAll(async () => {
    for (const [name, report] of Object.entries(reports)) {
      const own = join(folder, name);
      await makeFolder(own);
      for await (const file of renderHtmlFiles(report)) await writeText(own, file.name, file.text);
    }
    const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
    browser = await chromium.launch({ executablePath, args: QUIET });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  return {
    async open(name, { hash = '', file = 'report.html', ...options } = {}) {
      if (browser === undefined) throw new Error('the browser has not started');
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        ...options,
      });
      const page = await context.newPage();
      const url = pathToFileURL(join(folder, name, file)).href;
      const trouble = watch(page, url);
      await page.goto(`${url}${hash}`);
      return { page, trouble };
    },
  };
}

/** What the pages of a folder load from beside them. */
const OWN_FILES = /\/report\/(style\.css|report\.js|map\.js)$/;

function watch(page: Page, url: string): readonly string[] {
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const [asked = ''] = request.url().split('#');
    if (asked !== url && !OWN_FILES.test(asked)) trouble.push(`request: ${request.url()}`);
  });
  return trouble;
}

/** Opens what can be opened. */
export const unfold = (page: Page, selector = 'details'): Promise<void> =>
  page.evaluate((wanted) => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>(wanted))
      details.open = true;
  }, selector);
