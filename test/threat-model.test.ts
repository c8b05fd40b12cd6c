import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FAILURE_CLASSES } from '../src/model/host.ts';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs', 'threat-model.md'), 'utf8');

/** Each file that the page names, with the tests of it that it names until the next. */
const named = page
  .split(/(?=`test\/)/)
  .slice(1)
  .map((part): readonly [file: string, names: readonly string[]] => [
    /^`([^`]+)`/.exec(part)?.[1] ?? '',
    [...part.matchAll(/“([^”]+)”/g)].map(([, name = '']) => name),
  ]);

it('names tests for its promises', () => {
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter(([, names]) => names.length === 0)).toEqual([]);
});

it.each(named)('%s has the tests that the threat model names', (file, names) => {
  expect(existsSync(join(root, file))).toBe(true);
  const source = readFileSync(join(root, file), 'utf8');
  const has = (name: string) =>
    ["'", '"', '`'].some((mark) => source.includes(`${mark}${name}${mark}`));
  expect(names.filter((name) => !has(name))).toEqual([]);
});

it.each(FAILURE_CLASSES)('%s, why a host was not read, has its test there', (failure) => {
  expect(page).toMatch(new RegExp(`^\\| \`${failure}\` \\| \`test/`, 'm'));
});
