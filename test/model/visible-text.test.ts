import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visible, visibleLine } from '../../src/model/visible-text.ts';

const anyText = fc.string({ unit: 'binary' });

it.each([
  ['\u001b[31mred\u001b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
  ['\u202egnp.exe', '\\u{202e}gnp.exe'],
  ['a\u0000b\r\u2028', 'a\\u{0}b\\u{d}\\u{2028}'],
  ['\ud800', '\\u{d800}'],
  ['\u{e000}', '\\u{e000}'],
  ['two\nlines\tof “text” <b>', 'two\nlines\tof “text” <b>'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

it('leaves nothing that acts on a terminal or turns the direction of text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(visible(text)).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
    }),
  );
});

it('keeps to one line, and says how much it cut', () => {
  expect(visibleLine('a\nb\tc')).toBe('a ⏎ b c');
  expect(visibleLine('abcdef', 4)).toBe('abcd… (2 more characters)');
  fc.assert(fc.property(anyText, (text) => !/[\n\t]/.test(visibleLine(text, 10))));
});
