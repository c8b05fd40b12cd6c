import { expect, it } from 'vitest';
import { isNamed, isPattern, patternMatches } from '../../src/model/shell-pattern.ts';

it.each([
  ['*', '', true],
  ['web*', 'web01/a', true],
  ['web?', 'web1', true],
  ['web?', 'web', false],
  ['[ab]x', 'bx', true],
  ['[!ab]x', 'bx', false],
  ['*.container-*', 'mac.container-x', true],
  ['*a*a*a*a*a*a*a*a*b', 'a'.repeat(5000), false],
])('%s on %j: %s', (pattern, text, matches) => {
  expect(patternMatches(pattern, text.slice(0, 5000))).toBe(matches);
});

it('takes a name for itself even where it looks like a pattern', () => {
  expect(isPattern('rule [x]')).toBe(true);
  expect(isNamed(['rule [x]'], 'rule [x]')).toBe(true);
  expect(isNamed(['rule [x]'], 'rule x')).toBe(true);
  expect(isNamed(['web', 'db*'], 'db1')).toBe(true);
  expect(isNamed([], 'db1')).toBe(false);
});
