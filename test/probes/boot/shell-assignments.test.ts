import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellAssignments, UNKNOWABLE } from '../../../src/probes/boot/shell-assignments.ts';

const lineOf = (...scripts: string[]) => shellAssignments(scripts).get('L');

describe('shellAssignments', () => {
  it.each([
    ['L=quiet', 'quiet'],
    ['  L="quiet splash"  # comment', 'quiet splash'],
    ["L='a $b'", 'a $b'],
    ['L="a"\nL="$L b"', 'a b'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
    ['L="a"\nL="${L} b"', 'a b'],
    ['L="a \\\n b"', 'a  b'],
    ['# L=commented\nL=x', 'x'],
    ['export L=x', 'x'],
    ['A=1; L="x;y"', 'x;y'],
    ['L="a"\r\n', 'a'],
    ['L="say \\"hi\\""', 'say "hi"'],
    ['L="a"\nL+=" b"', 'a b'],
    ['L=', ''],
    ['L=x#y', 'x#y'],
  ])('%j', (script, expected) => {
    expect(lineOf(script)).toBe(expected);
  });

  it.each([
    ['L="$(cat /etc/kernel/cmdline)"'],
    ['L=`cat x`'],
    ['L="$OTHER x"'],
    ['if [ -e /x ]; then\n  L=x\nfi'],
    ['if [ -e /x ]; then L=x; fi'],
    ['[ -e /x ] && L=x'],
    ['L="a\nb"'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
    ['L="a${crash:+ crashkernel=1G}"'],
    ['A=$(x)\nL="$A b"'],
  ])('%j cannot be known', (script) => {
    expect(lineOf(script)).toBe(UNKNOWABLE);
  });

  it('goes on from file to file, and after a branch that is closed', () => {
    expect(lineOf('L=a', 'if x; then\nB=1\nfi\nL="$L b"')).toBe('a b');
  });

  it('says what a shell says, wherever it claims to know', () => {
    const piece = fc.constantFrom(
      'a',
      ' b',
      '"',
      "'",
      '\\',
      '$L',
      '=',
      '#',
      ';',
      '-',
      'off',
      '\\"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const script = `L=one\nL=${pieces.join('')}`;
        const shell = spawnSync('sh', ['-c', `${script}\nprintf %s "$L"`], {
          encoding: 'utf8',
          env: {},
          cwd: '/',
        });
        const known = lineOf(script);
        fc.pre(shell.status === 0 && shell.stderr === '' && typeof known === 'string');
        // A further word makes the assignment that of a command alone.
        fc.pre(!/^L=\S*[^\\]\s+[^#\s]/.test(script.split('\n')[1] ?? ''));
        expect(known).toBe(shell.stdout);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (script) => shellAssignments([script]) instanceof Map));
  });
});
