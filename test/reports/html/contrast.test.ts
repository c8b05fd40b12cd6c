import { describe, expect, it } from 'vitest';
import { STYLE } from '../../../reports/html/templates.ts';

type Scheme = 'light' | 'dark';

/** The colours of the style sheet: `--name: light-dark(#…, #…)`. */
const colours = new Map(
  [...STYLE.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light, dark }],
  ),
);

function luminance(name: string, scheme: Scheme): number {
  const hex = colours.get(name)?.[scheme];
  if (hex === undefined) throw new Error(`no colour --${name}`);
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** By WCAG 2: 1 to 21. */
function contrast(a: string, b: string, scheme: Scheme): number {
  const [dark = 0, light = 0] = [luminance(a, scheme), luminance(b, scheme)].toSorted(
    (x, y) => x - y,
  );
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  it.each(['ink', 'ink-2', 'link', 'fail', 'unknown', 'pass', 'manual', 'na'])(
    'text in %s can be read on paper and on sunk ground',
    (name) => {
      expect(contrast(name, 'paper', scheme)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(name, 'sunk', scheme)).toBeGreaterThanOrEqual(4.5);
    },
  );
  it.each(['critical', 'high', 'medium', 'low', 'unknown'])(
    'the glyph in a cell of %s can be read',
    (name) => {
      expect(contrast(`g-${name}`, `f-${name}`, scheme)).toBeGreaterThanOrEqual(4.5);
    },
  );
  it('the glyph of a pass and the border of a control can be seen', () => {
    expect(contrast('g-pass', 'f-pass', scheme)).toBeGreaterThanOrEqual(3);
    expect(contrast('control', 'paper', scheme)).toBeGreaterThanOrEqual(3);
  });
  it('worse is further from the paper', () => {
    const distances = ['f-pass', 'f-low', 'f-medium', 'f-high', 'f-critical'].map((fill) =>
      contrast(fill, 'paper', scheme),
    );
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
  });
});
