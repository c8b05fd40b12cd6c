import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FORMATS } from '../src/cli/report-formats.ts';
import { CHECKS, HOSTS, writeRun } from './large-run.ts';
import { peakOf } from './peak-memory.ts';

/** Reports of a large fleet: time and memory of each format, and how soon the first page can be used. */
export async function benchReports(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-bench-reports-'));
  try {
    const run = join(folder, 'run');
    await writeRun(run, 0);
    console.log(`\nReports of ${HOSTS} hosts × ${CHECKS} checks`);
    for (const format of FORMATS) {
      const output = join(folder, format);
      const { wallSeconds, peakMegabytes } = await peakOf([
        'report',
        run,
        '-f',
        format,
        '-o',
        output,
      ]);
      const seconds = wallSeconds.toFixed(1).padStart(6);
      console.log(`  ${format.padEnd(10)} ${seconds} s, ${Math.round(peakMegabytes)} MB at most`);
    }
    const page = join(folder, 'html', 'report', 'index.html');
    const bytes = statSync(page).size;
    console.log(`  first page: ${Math.round(bytes / 1000)} kB, drawn in ${await drawn(page)} ms`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Milliseconds from opening a page in Chromium to the end of its loading, scripts included. */
async function drawn(page: string): Promise<number> {
  const script = `
    import { chromium } from 'playwright-core';
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
    const page = await browser.newPage();
    await page.goto('file://' + process.argv[1]);
    const times = await page.evaluate('performance.getEntriesByType("navigation")[0].loadEventEnd');
    await browser.close();
    console.log(times);`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', script, page],
    { cwd: join(import.meta.dirname, '..') },
  );
  return Math.round(Number(stdout));
}
