import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareApk } from '../../../../src/probes/packages/version-order/apk.ts';
import { newestBy } from '../../../../src/probes/packages/version-order/order.ts';

/** Picked from the vectors that apk-tools tests itself with (test/version.data). */
const VECTORS = `
0.1.0_alpha < 2.34
4_beta < 23_foo
0.1.0_alpha < 0.1.3_alpha
0.1.0_alpha < 0.1.0_alpha2
0.1.0_alpha < 2.2.39-r1
1.0.4-r3 < 1.0.4-r4
1.0.2 < 1.6
1.1_alpha1 < 1.1
1.3_alpha2 < 1.3_alpha3
0.13_beta1 < 0.13_beta2
2.3.0b-r1 < 2.3.0b-r2
0.12 < 0.12.3
3.1_p16 < 3.1_p17
1.06-r6 < 006
9.3.4 < 9.3.4-r2
1.06-r1 < 1.06-r2
0.15.1b < 0.15.1b-r2
1.02 < 1.03-r1
1.02.07 < 1.02.10-r1
1.8.5 < 1.8.5_p2
2.0.0_rc3-r1 < 20040401
2.9.11_pre20051101 < 2.9.11_pre20061021-r1
1.3-r0 < 1.3.1-r0
1.3_pre1-r1 < 1.3.2
1.0_p9-r0 < 1.0_p10-r0
0.1.0_alpha_pre2 < 0.1.0_alpha
1.0.0_pre20191002222144-r0 < 1.0.0_pre20210530193627-r0
0.98 < 1.00
1.7 < 1.7b
3.0.24 = 3.0.24
6.6.9-r0 < 6.6.63-r0
6.6.63-r0 < 6.12.1-r0
`;

const cases = VECTORS.trim()
  .split('\n')
  .map((line) => line.split(' ') as [string, '<' | '=', string]);

describe('compareApk', () => {
  it.each(cases)('%s %s %s', (a, relation, b) => {
    const sign = relation === '=' ? 0 : -1;
    expect(Math.sign(compareApk(a, b))).toBe(sign);
    expect(Math.sign(compareApk(b, a))).toBe(sign === 0 ? 0 : 1);
  });

  it('is an order on anything a host may print', () => {
    const version = fc.stringMatching(/^[0-9a-z._-]{0,12}$/);
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareApk(a, b)) + Math.sign(compareApk(b, a))).toBe(0);
      }),
    );
  });
});

describe('newestBy', () => {
  it('finds the newest, the first of equals, and nothing in an empty list', () => {
    const named = [
      { version: '6.6.9-r0', at: 0 },
      { version: '6.6.63-r0', at: 1 },
      { version: '6.6.63-r0', at: 2 },
    ];
    expect(newestBy(named, ({ version }) => version, compareApk)).toBe(named[1]);
    expect(newestBy([], String, compareApk)).toBeUndefined();
  });
});
