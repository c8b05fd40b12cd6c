import { describe, expect, it } from 'vitest';
import type { AnyCheck } from '../../../src/index.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { type RowCases, rowCases } from './cases.ts';

/** key, good, bad; `lost=0`: the kernel's own value, which is wrong; `must`: the key has to be there. */
export type Row = readonly [string, string, string, ...string[]];

/** Every row of a table, and none of the table left out. */
export function testRows(checks: readonly AnyCheck[], rows: readonly Row[]): void {
  for (const [key, good, bad, ...marks] of rows) {
    const lost = marks.find((mark) => mark.startsWith('lost='))?.slice('lost='.length);
    const row: RowCases = {
      key,
      path: key.replaceAll('.', '/'),
      good,
      bad,
      ...(lost === undefined ? {} : { lost }),
      ...(marks.includes('must') ? { mustExist: true } : {}),
    };
    testCheck(checkIn(checks, `sysctl.${key}`), rowCases(row));
  }
  describe('the table', () => {
    it('has a test for every row', () => {
      const ids = checks.map(({ id }) => id).sort();
      expect(ids).toEqual(rows.map(([key]) => `sysctl.${key}`).sort());
    });
  });
}
