import { expect, it } from 'vitest';
import { renderComparison } from '../../../reports/golden/terminal.ts';
import type { FleetComparison } from '../../../src/model/golden.ts';

const HOSTILE = '\u001b[31m\u202e\nx';
const difference = { aspect: 'packages', key: HOSTILE, wanted: '1', found: HOSTILE };
const comparison: FleetComparison = {
  reference: HOSTILE,
  hosts: 60,
  alike: 57,
  differences: [
    { ...difference, hosts: 3, first: [HOSTILE] },
    { aspect: 'sshd', key: 'port', found: '22', hosts: 1, first: ['web'] },
    { aspect: 'sshd', key: 'banner', wanted: 'x', hosts: 1, first: ['web'] },
  ],
  untold: { packages: 2 },
  unread: ['db'],
  kinds: 60,
  clusters: [
    { hosts: 57, first: ['a'], differences: 0, fromLargest: [] },
    { hosts: 3, first: [HOSTILE], differences: 9, fromLargest: [difference] },
  ],
};

it.each([60, 100])('fits a terminal of %i columns, cleaned', (width) => {
  const text = renderComparison(comparison, { width, colour: false, unicode: false });
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
});

it('tells what differs, of which kinds hosts are, and what was not compared', () => {
  const text = renderComparison(comparison, { width: 100, colour: false, unicode: true });
  for (const words of [
    '57 alike, 3 different. There are 60 kinds of hosts.',
    'port: added, 22 on 1 host (web)',
    'banner: missing on 1 host (web)',
    '9 facts unlike the largest',
    'packages on 2 hosts',
    'everything on 1 host without evidence',
  ]) {
    expect(text).toContain(words);
  }
});
