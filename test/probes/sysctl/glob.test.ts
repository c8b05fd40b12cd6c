import fc from 'fast-check';
import { expect, it } from 'vitest';
import { globMatches, isGlob } from '../../../src/probes/sysctl/glob.ts';

it.each([
  ['net/ipv4/conf/*/rp_filter', 'net/ipv4/conf/eth0.100/rp_filter', true],
  ['net/ipv4/conf/*/rp_filter', 'net/ipv4/conf/rp_filter', false],
  ['net/*/rp_filter', 'net/ipv4/conf/all/rp_filter', false],
  ['net/ipv4/conf/e*0/x', 'net/ipv4/conf/eth0/x', true],
  ['net/ipv4/conf/e*0/x', 'net/ipv4/conf/eth01/x', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['[de]*', 'eth0', true],
  ['[!l]*', 'lo', false],
  ['[^l]*', 'eth0', true],
  ['[a-c]x', 'bx', true],
  ['[a-c]x', 'dx', false],
  ['[]a]', ']', true],
  ['[a', '[a', true],
  ['**a*', 'bcad', true],
  ['*', '', true],
])('%s on %s: %s', (pattern, path, matches) => {
  expect(globMatches(pattern, path)).toBe(matches);
});

it('ends soon for patterns made to be slow', () => {
  expect(globMatches(`${'*a'.repeat(5_000)}b`, 'a'.repeat(20_000))).toBe(false);
});

it('never throws, and a name without special characters matches itself alone', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (pattern, path) => {
      const matches = globMatches(pattern, path);
      if (!isGlob(pattern)) expect(matches).toBe(pattern === path);
    }),
  );
});
