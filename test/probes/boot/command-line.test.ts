import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommandLine, wordOf } from '../../../src/probes/boot/command-line.ts';

describe('parseCommandLine', () => {
  it.each([
    ['quiet nokaslr\n', [{ name: 'quiet' }, { name: 'nokaslr' }]],
    [
      'kvm-intel.vmentry_l1d_flush=never',
      [{ name: 'kvm_intel.vmentry_l1d_flush', value: 'never' }],
    ],
    ['root=UUID=a-b  \t ro', [{ name: 'root', value: 'UUID=a-b' }, { name: 'ro' }]],
    ['dyndbg="file a.c +p" x', [{ name: 'dyndbg', value: 'file a.c +p' }, { name: 'x' }]],
    ['"param=a b" x', [{ name: 'param', value: 'a b' }, { name: 'x' }]],
    ['a= b', [{ name: 'a', value: '' }, { name: 'b' }]],
    ['ro -- single mitigations=off', [{ name: 'ro' }]],
    ['a="never closed b', [{ name: 'a', value: 'never closed b' }]],
    ['', []],
  ])('%j', (line, expected) => {
    expect(parseCommandLine(line)).toEqual(expected);
  });

  it('loses no word of a plain line', () => {
    const word = fc.stringMatching(/^[a-z_.]{1,8}(=[a-z0-9,;_.]{0,8})?$/);
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(parseCommandLine(words.join(' ')).map(wordOf)).toEqual(words);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (line) => Array.isArray(parseCommandLine(line))));
  });
});
