import { expect, it } from 'vitest';
import { compareNaturally } from '../../reports/natural-order.ts';

it('orders names as people do', () => {
  const names = ['node-10', 'node-2', 'db', 'node-2a', 'node-02', 'node'];
  expect(names.toSorted(compareNaturally)).toEqual([
    'db',
    'node',
    'node-02',
    'node-2',
    'node-2a',
    'node-10',
  ]);
});
