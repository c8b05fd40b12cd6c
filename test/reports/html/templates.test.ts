import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SCRIPT, STYLE } from '../../../reports/html/templates.ts';

const folder = join(import.meta.dirname, '../../../reports/html/templates');
const templates = globSync('*.hbs', { cwd: folder }).toSorted();

describe.each(templates)('%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');

  it('decides nothing: blocks each, if, unless and with alone', () => {
    const blocks = [...text.matchAll(/\{\{#([^\s}]+)/g)].map(([, block]) => block);
    expect(blocks.filter((block) => !/^(?:each|if|unless|with)$/.test(block ?? ''))).toEqual([]);
  });
  it('escapes every value', () => expect(text).not.toMatch(/\{\{\{|\{\{&/));
  it('quotes every attribute and sets no style', () => {
    expect(text).not.toMatch(/=\{\{|style=/);
  });
});

it('style and script end no element and load nothing', () => {
  for (const text of [STYLE, SCRIPT]) {
    expect(text).not.toMatch(/<\/(?:style|script)|<!--|@import|https?:/i);
  }
});
