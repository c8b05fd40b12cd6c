import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRpm } from '../../../../src/probes/packages/version-order/rpm.ts';

/** From rpm's own tests/rpmvercmp.at, and the caret rules of rpm-version(7). */
const VECTORS = `
1.0 = 1.0
1.0 < 2.0
2.0 < 2.0.1
2.0.1 < 2.0.1a
5.5p1 < 5.5p2
5.5p1 < 5.5p10
10xyz < 10.1xyz
xyz10 < xyz10.1
xyz.4 < 8
xyz.4 < 2
5.5p2 < 5.6p1
6.0 < 6.0.rc1
10a2 < 10b2
1.0a < 1.0aa
10.0001 = 10.1
10.0001 < 10.0039
4.999.9 < 5.0
20101121 < 20101122
2_0 = 2.0
a+ = a_
+a = _a
_+ = +_
+ = _
1.0~rc1 < 1.0
1.0~rc1 < 1.0~rc2
1.0~rc1~git123 < 1.0~rc1
1.0 < 1.0^
1.0^git1 < 1.0^git2
1.0^git1 < 1.01
1.0^20160101 < 1.0.1
1.0^20160101~git1 < 1.0^20160101
1.0~rc1 < 1.0~rc1^git1
1.0^git1~pre < 1.0^git1
`;

const cases = VECTORS.trim()
  .split('\n')
  .map((line) => line.split(' ') as [string, '<' | '=', string]);

describe('compareRpm', () => {
  it.each(cases)('%s %s %s', (a, relation, b) => {
    const sign = relation === '=' ? 0 : -1;
    for (const whole of [(part: string) => `${part}-1`, (part: string) => `1-${part}`]) {
      expect(Math.sign(compareRpm(whole(a), whole(b)))).toBe(sign);
      expect(Math.sign(compareRpm(whole(b), whole(a)))).toBe(sign === 0 ? 0 : 1);
    }
  });

  it.each([
    ['0:5.14.0-427.13.1.el9_4', '0:5.14.0-503.15.1.el9_5'],
    ['0:6.11.9-300.fc41', '0:6.11.10-300.fc41'],
    ['0:6.4.0-150600.23.30.1', '0:6.4.0-150600.23.100.1'],
    ['9:9.9-9', '10:1.0-1'],
  ])('%s is older than %s', (older, newer) => {
    expect(compareRpm(older, newer)).toBeLessThan(0);
    expect(compareRpm(newer, older)).toBeGreaterThan(0);
  });

  it('is an order: what is said one way is said the other way', () => {
    const version = fc.stringMatching(/^[0-9a-c.~^_-]{0,10}$/);
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareRpm(a, b)) + Math.sign(compareRpm(b, a))).toBe(0);
      }),
    );
  });
});
