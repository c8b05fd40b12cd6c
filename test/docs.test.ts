import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PAGES } from '../docs/generate.ts';

const docs = join(import.meta.dirname, '..', 'docs');

it.each(Object.entries(PAGES))('docs/%s is what `npm run docs` makes of the code', (name, page) => {
  expect(readFileSync(join(docs, name), 'utf8')).toBe(page());
});

it('keeps no page of an area that is gone', () => {
  expect(globSync('checks/*.md', { cwd: docs }).filter((name) => !(name in PAGES))).toEqual([]);
});

it('links to headings that there are', () => {
  for (const [name, page] of Object.entries(PAGES)) {
    for (const [, file = '', anchor = ''] of page().matchAll(/\]\((checks\/\w+\.md)#([^)]+)\)/g)) {
      expect(anchors(file), `${name} links to ${file}#${anchor}`).toContain(anchor);
    }
  }
});

const known = new Map<string, ReadonlySet<string>>();

function anchors(file: string): ReadonlySet<string> {
  const found =
    known.get(file) ??
    new Set(
      [...(PAGES[file]?.() ?? '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
        heading
          .toLowerCase()
          .replace(/[^\w\- ]/g, '')
          .replaceAll(' ', '-'),
      ),
    );
  known.set(file, found);
  return found;
}
