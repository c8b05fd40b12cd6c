import { expect, it } from 'vitest';
import { penOf } from '../../../reports/terminal/pen.ts';
import { waiverConcerns } from '../../../reports/terminal/waiver-section.ts';
import { WAIVER } from '../../support/waived-report.ts';

const pen = penOf({ width: 100, colour: false, unicode: true });

it('shows waivers that somebody has to look at, and no others', () => {
  const fine = { ...WAIVER, id: 'W-8', concerns: [] };
  expect(waiverConcerns(pen, [fine, WAIVER])).toEqual([
    'Waivers to look at: one of 2',
    '  W-7 of platform team, until 2026-12-01: about to expire',
  ]);
  expect(waiverConcerns(pen, [fine])).toEqual([]);
  expect(waiverConcerns(pen, [])).toEqual([]);
});

it('cuts a long list, and makes names harmless', () => {
  const many = Array.from({ length: 9 }, (_, n) => ({ ...WAIVER, id: `W\u001b[31m-${n}` }));
  const lines = waiverConcerns(pen, many);
  expect(lines.at(-1)).toContain('and 3 more waivers');
  expect(lines.join('')).not.toContain('\u001b');
});
