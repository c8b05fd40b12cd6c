import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checks } from '../checks/index.ts';
import { AREAS } from '../src/model/check.ts';

const root = join(import.meta.dirname, '..');
const files = globSync('checks/*/*.ts', { cwd: root })
  .filter((file) => !/^checks\/(benchmarks|profiles)\//.test(file))
  .sort();

/** What the tests of the checks name: files, or folders whose every file they ask. */
const tested = new Set(
  globSync('test/checks/**/*.test.ts', { cwd: root }).flatMap((test) =>
    [...readFileSync(join(root, test), 'utf8').matchAll(/'(\.\.\/[^']+)'/g)].map(
      ([, target = '']) => join(dirname(test), target),
    ),
  ),
);

describe('the registry', () => {
  const source = readFileSync(join(root, 'checks/index.ts'), 'utf8');

  it('imports every file of checks/, and no other', () => {
    const imported = [...source.matchAll(/from '\.\/([^']+)'/g)].map((m) => `checks/${m[1]}`);
    expect(imported.filter((file) => file !== 'checks/../src/index.ts').sort()).toEqual(files);
  });

  it.each(files)('%s is asked by a test of its area', (file) => {
    expect(tested.has(file) || tested.has(dirname(file))).toBe(true);
  });

  it('names each check once', () => {
    const ids = checks.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('covers every area', () => {
    expect([...new Set(checks.map(({ area }) => area))].sort()).toEqual(Object.keys(AREAS).sort());
  });
});

describe.each(checks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  it('is named, titled and explained as a check is', () => {
    expect(id).toMatch(/^[a-z][a-z0-9]*(\.[a-z0-9_*/-]+)+$/i);
    expect(check.title).toMatch(/^[^.].*[^.]$/);
    expect(check.title).not.toBe(check.rationale);
    expect(check.rationale.length).toBeGreaterThan(20);
    expect(check.remedy.length).toBeGreaterThan(5);
    for (const reference of check.references)
      expect(reference).toMatch(/^[\w.-]+(\(\d\))?(:\S+)?$/);
  });

  it('has a default for every parameter', () => {
    expect(check.params?.safeParse({}).success ?? true).toBe(true);
  });
});
