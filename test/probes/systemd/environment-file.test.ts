import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEnvironmentFile } from '../../../src/probes/systemd/environment-file.ts';

describe('parseEnvironmentFile', () => {
  const read = (content: string) => Object.fromEntries(parseEnvironmentFile(content));

  it.each([
    ['nothing', '', {}],
    ['comments of both kinds', '# A=1\n ;B=2\n#C=3', {}],
    ['spaces around key and value', '  A =  b c \t\nB=\n', { A: 'b c', B: '' }],
    ['a later assignment', 'A=1\nA=2\n', { A: '2' }],
    ['lines of DOS', 'A=1\r\nB="2"\r\n', { A: '1', B: '2' }],
    ['a value with an equals sign', 'A=--x=1\n', { A: '--x=1' }],
    ['a comment is no end of a value', 'A=1 # 2\n', { A: '1 # 2' }],
    [
      'lines that assign nothing',
      'if [ -z "$A" ]; then\n    A=/etc/docker\nfi\n',
      { A: '/etc/docker' },
    ],
    ['quotes of both kinds', `A='b "c" \\'\nB="d 'e'"\n`, { A: 'b "c" \\', B: "d 'e'" }],
    ['quotes that meet', `A="b" 'c'd "e"\n`, { A: 'bcd "e"' }],
    ['quotes inside a bare value', 'A=--label="b c"\n', { A: '--label="b c"' }],
    ['escapes in double quotes', 'A="\\"b\\" \\$c \\d"\n', { A: '"b" $c \\d' }],
    ['escapes in a bare value', 'A=b\\ c\\\\\\d\n', { A: 'b c\\d' }],
    ['a value over lines', 'A=b \\\n  c\nB="d \\\n  e\nf"\n', { A: 'b   c', B: 'd   e\nf' }],
    ['a comment inside a value over lines', 'A=b \\\n#c\nD=1\n', { A: 'b #c', D: '1' }],
    ['a quote that nobody closes', 'A="b\nB=c\n', { A: 'b\nB=c\n' }],
    ['no variable is expanded', `A=1\nB=$A\${A}\n`, { A: '1', B: `$A\${A}` }],
    ['a key that is none', 'export A=1\n', { 'export A': '1' }],
    ['a backslash at the very end', 'A=b\\', { A: 'b' }],
  ])('%s', (_, content, expected) => {
    expect(read(content)).toEqual(expected);
  });

  it('leaves open what follows a comment that ends in a backslash: versions disagree', () => {
    expect(read('A=1\n# b \\\nA=2\nC=3\n')).toEqual({ A: undefined, C: '3' });
    expect(read('# b \\\\\nA=2\n')).toEqual({ A: '2' });
  });

  it('never throws and always ends', () => {
    const hostile = fc.string({ unit: fc.constantFrom(...'A=\'"\\ \t\r\n#;$b') });
    fc.assert(fc.property(fc.oneof(fc.string(), hostile), (content) => void read(content)));
  });
});
