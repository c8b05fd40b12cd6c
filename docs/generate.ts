import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checksPage } from './pages/checks-page.ts';
import { cliPage } from './pages/cli-page.ts';

/** The reference pages that are made from the code; a test fails when one is stale. */
export const PAGES: Readonly<Record<string, () => string>> = {
  'checks.md': checksPage,
  'cli.md': cliPage,
};

if (import.meta.main) {
  for (const [name, page] of Object.entries(PAGES)) {
    writeFileSync(join(import.meta.dirname, name), page());
  }
}
