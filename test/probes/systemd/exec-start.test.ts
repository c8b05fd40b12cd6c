import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandWords, environmentOf } from '../../../src/probes/systemd/exec-start.ts';

describe('commandWords', () => {
  const variables: Readonly<Record<string, string>> = {
    OPTS: '--icc=false "--label=a b"',
    EMPTY: '',
  };
  const words = (line: string) =>
    commandWords(line, (name) => variables[name]).map(({ text, open }) =>
      open ? `?${text}` : text,
    );

  it.each([
    ['/usr/bin/dockerd  -H fd://', ['/usr/bin/dockerd', '-H', 'fd://']],
    ['-@/a "b c" \'d "e\' f\\ g', ['/a', 'b c', 'd "e', 'f g']],
    ['/a $OPTS $EMPTY b', ['/a', '--icc=false', '--label=a b', 'b']],
    [`/a \${OPTS}x`, ['/a', '--icc=false "--label=a b"x']],
    [`/a $NONE \${NONE}`, ['/a', '?$NONE', `?\${NONE}`]],
    ['/a $$HOME 100%% %i', ['/a', '$HOME', '100%', '?%i']],
    ['/a ; /b', ['/a']],
    ['', []],
    ['/a "open', ['/a', '"open']],
  ])('%s', (line, expected) => {
    expect(words(line)).toEqual(expected);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (line) => void words(line)));
    fc.assert(fc.property(fc.array(fc.string()), (lines) => void environmentOf(lines)));
  });

  it('reads assignments as systemd does', () => {
    expect([...environmentOf(['A=1 "B=2 3"', "C='4'", 'A=5'])]).toEqual([
      ['A', '5'],
      ['B', '2 3'],
      ['C', '4'],
    ]);
  });
});
