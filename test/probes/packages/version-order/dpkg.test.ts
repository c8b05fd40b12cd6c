import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDpkg } from '../../../../src/probes/packages/version-order/dpkg.ts';

const dpkgSays = (a: string, relation: 'lt' | 'eq' | 'gt', b: string): boolean =>
  spawnSync('dpkg', ['--compare-versions', a, relation, b]).status === 0;

const relationOf = (a: string, b: string): 'lt' | 'eq' | 'gt' => {
  const order = compareDpkg(a, b);
  return order < 0 ? 'lt' : order > 0 ? 'gt' : 'eq';
};

describe('compareDpkg', () => {
  it.each([
    ['6.1.115-1', '6.1.119-1'],
    ['6.1.9-1', '6.1.119-1'],
    ['6.10.11-1~bpo12+1', '6.10.11-1'],
    ['5.15.0-9.9', '5.15.0-126.136'],
    ['6.8.0-49.49~22.04.1', '6.8.0-49.49'],
    ['6.1.119-1', '1:6.1.21-1+rpt1'],
    ['6.1.119-1', '6.1.119-1+b1'],
    ['5.15.0.126.124', '5.15.0.127.125'],
  ])('%s is older than %s, as dpkg itself says', (older, newer) => {
    expect(compareDpkg(older, newer)).toBeLessThan(0);
    expect(compareDpkg(newer, older)).toBeGreaterThan(0);
    expect(dpkgSays(older, 'lt', newer)).toBe(true);
  });

  it('agrees with dpkg on any two versions', () => {
    const part = fc.stringMatching(/^[0-9][0-9a-c.+~]{0,7}$/);
    const version = fc
      .tuple(
        fc.constantFrom('', '0:', '1:'),
        part,
        fc.option(fc.stringMatching(/^[0-9a-c.+~]{1,5}$/)),
      )
      .map(([epoch, upstream, revision]) => `${epoch}${upstream}${revision ? `-${revision}` : ''}`);
    fc.assert(
      fc.property(version, version, (a, b) => dpkgSays(a, relationOf(a, b), b)),
      { numRuns: 400 },
    );
  });

  it('reads a number of any length', () => {
    expect(relationOf(`1.${'9'.repeat(40)}`, `1.1${'0'.repeat(40)}`)).toBe('lt');
  });
});
