// Makes the pictures of the docs: a fleet of 50 real systems is started, audited three times, and its
// report opened in Chromium.
//   node docs/pictures/make.ts
// It takes root and about five minutes; root file systems are kept, so that the next time takes two.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { auditFleet } from './audits.ts';

interface Picture {
  readonly name: string;
  readonly context: BrowserContextOptions;
  /** Shown alone and opened; else the first screen. */
  readonly element?: string;
  readonly print?: true;
}

const WIDE = { viewport: { width: 1280, height: 1250 } };

const PICTURES: readonly Picture[] = [
  { name: 'fleet', context: WIDE },
  { name: 'dark', context: { ...WIDE, colorScheme: 'dark' } },
  { name: 'phone', context: { viewport: { width: 390, height: 1000 } } },
  { name: 'paper', context: { viewport: { width: 680, height: 950 } }, print: true },
  { name: 'changes', context: WIDE, element: '#changes' },
  { name: 'trend', context: WIDE, element: '#trend' },
  { name: 'matrix', context: WIDE, element: '#matrix' },
  { name: 'control', context: WIDE, element: '#c-runtime\\.engine-socket-mounted' },
  { name: 'containers', context: WIDE, element: '#containers' },
];

async function take(page: Page, { name, element, print }: Picture): Promise<void> {
  const path = join(import.meta.dirname, `${name}.png`);
  if (print) await page.emulateMedia({ media: 'print' });
  if (element !== undefined) {
    await page.locator(element).evaluate((it) => it.setAttribute('open', ''));
  }
  await page.waitForTimeout(200);
  if (element === undefined) await page.screenshot({ path });
  else {
    const box = await page.locator(element).boundingBox();
    if (box === null) throw new Error(`the report has no ${element}`);
    const height = Math.min(box.height, 1100);
    await page.screenshot({ path, fullPage: true, clip: { ...box, x: 0, width: 1280, height } });
  }
  process.stdout.write(`${path}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'hostward-pictures-'));
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  await auditFleet(folder);
  const report = pathToFileURL(join(folder, 'run-3', 'report.html')).href;
  for (const picture of PICTURES) {
    const context = await browser.newContext(picture.context);
    const page = await context.newPage();
    await page.goto(report);
    await take(page, picture);
    await context.close();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
