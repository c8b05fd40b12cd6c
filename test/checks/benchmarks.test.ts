import { describe, expect, it } from 'vitest';
import { benchmarks } from '../../checks/benchmarks/index.ts';
import { BENCHMARKS, BUILT_IN } from '../../src/cli/built-in.ts';

const ids = new Set(BUILT_IN.checks.map(({ id }) => id));

describe.each(benchmarks.map((outline) => [outline.id, outline] as const))('%s', (id, outline) => {
  const covered = BENCHMARKS.find((benchmark) => benchmark.id === id)?.sections ?? [];

  it('names each section once', () => {
    const sections = outline.sections.map((section) => section.id);
    expect(sections.filter((section, i) => sections.indexOf(section) !== i)).toEqual([]);
  });

  it('says of each section what answers it, or why nothing does', () => {
    for (const { id: section, title, checks, coverage, reason } of covered) {
      expect(title, section).not.toBe('');
      expect(checks.length > 0, section).toBe(coverage === 'checked');
      expect(reason === undefined, section).toBe(coverage === 'checked');
    }
  });

  it('gives a title to each section that no check answers', () => {
    const untitled = covered.filter(({ id: section, title }) => title === section);
    expect(untitled.map((section) => section.id)).toEqual([]);
  });
});

it('covers controls of NIST 800-53 with every check', () => {
  const without = BUILT_IN.checks.filter(
    ({ references }) => !references.some((reference) => reference.startsWith('nist-800-53:')),
  );
  expect(without.map(({ id }) => id)).toEqual([]);
});

it('gives policies only checks that exist', () => {
  for (const { sections } of BUILT_IN.benchmarks) {
    for (const those of sections.values()) expect(those.filter((id) => !ids.has(id))).toEqual([]);
  }
});
