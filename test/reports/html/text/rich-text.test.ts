import { expect, it } from 'vitest';
import { richText } from '../../../../reports/html/text/rich-text.ts';

it('tells commands in a line from prose', () => {
  expect(richText('Run `sysctl --system`, then look.')).toEqual([
    {
      code: false,
      text: '',
      parts: [
        { code: false, text: 'Run ' },
        { code: true, text: 'sysctl --system' },
        { code: false, text: ', then look.' },
      ],
    },
  ]);
});

it('keeps the lines of a block', () => {
  const [prose, block, rest] = richText('First:\n```sh\na  # one\nb\n```\nThen restart.');
  expect(prose?.parts[0]?.text).toBe('First:');
  expect(block).toEqual({ code: true, text: 'a  # one\nb', parts: [] });
  expect(rest?.parts[0]?.text).toBe('Then restart.');
});

it('makes a paragraph of each', () => expect(richText('One.\n\nTwo.\n')).toHaveLength(2));
it('has nothing to say of nothing', () => expect(richText('  \n')).toEqual([]));
it('shows a backtick that closes nowhere', () => {
  expect(richText('a ` b')[0]?.parts).toEqual([{ code: false, text: 'a ` b' }]);
});
it('makes controls visible', () => {
  expect(richText('`a\u001b`')[0]?.parts[0]?.text).toBe('a\\u{1b}');
});
