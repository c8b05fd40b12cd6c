import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { benchmarksPage } from './pages/benchmarks-page.ts';
import { areaPages, checksPage } from './pages/checks-page.ts';
import { cliPage } from './pages/cli-page.ts';
import { coveragePage } from './pages/coverage-page.ts';

/** The reference pages that are made from the code; a test fails when one is stale. */
export const PAGES: Readonly<Record<string, () => string>> = {
  'benchmarks.md': benchmarksPage,
  'checks.md': checksPage,
  'cli.md': cliPage,
  'coverage.md': coveragePage,
  ...areaPages(),
};

if (import.meta.main) {
  for (const [name, page] of Object.entries(PAGES)) {
    const path = join(import.meta.dirname, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, page());
  }
}
