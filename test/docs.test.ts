import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PAGES } from '../docs/generate.ts';

it.each(Object.entries(PAGES))('docs/%s is what `npm run docs` makes of the code', (name, page) => {
  expect(readFileSync(join(import.meta.dirname, '..', 'docs', name), 'utf8')).toBe(page());
});
