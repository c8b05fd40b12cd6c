import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRsyslog } from '../../../src/probes/logging/rsyslog-statements.ts';

const kinds = (text: string) => parseRsyslog(text).map((one) => one.kind);

describe('parseRsyslog', () => {
  it('takes no comment and no string for a statement', () => {
    expect(
      kinds(`# *.* @a
/* *.* @b
*.* /c */
if $msg contains " @d action(type='omfwd')" then stop
:msg, contains, "it's /e" ~
`),
    ).toEqual([]);
  });

  it('takes a pattern of files for no comment', () => {
    expect(parseRsyslog('$IncludeConfig /etc/rsyslog.d/*.conf\n*.* /x\n/* y */')).toEqual([
      { kind: 'directive', name: 'includeconfig', value: '/etc/rsyslog.d/*.conf' },
      { kind: 'file', path: '/x', filter: '*.*' },
    ]);
  });

  it('reads an action over lines, its words in any case', () => {
    const [one] = parseRsyslog(
      '*.info Action (Type="omfwd" # why\n Target = "h" /* x */\n broker=["a","b\\"c"])',
    );
    expect(one).toEqual({
      kind: 'object',
      name: 'action',
      filter: '*.info',
      parameters: new Map([
        ['type', 'omfwd'],
        ['target', 'h'],
        ['broker', 'a,b"c'],
      ]),
    });
  });

  it('reads legacy actions: options, an address of IPv6, a port and a template', () => {
    expect(
      parseRsyslog('*.* @@(z9,o)[2001:db8::1]:514;T\nif $x == 1 then { @h\n-/a;T stop }'),
    ).toEqual([
      { kind: 'forward', protocol: 'tcp', target: '2001:db8::1', filter: '*.*' },
      { kind: 'forward', protocol: 'udp', target: 'h', filter: 'if $x == 1 then {' },
      { kind: 'file', path: '/a', filter: '' },
    ]);
  });

  it('never throws', () => {
    const word = fc.constantFrom(
      'action(',
      '"',
      "'",
      '/*',
      '*/',
      '#',
      '@@',
      '[',
      ')',
      '\n',
      '$x ',
      '\uE0001\uE000',
      'a=',
      '-/',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 40 }), (words) => {
        for (const one of parseRsyslog(words.join(''))) expect(one.kind).toBeTypeOf('string');
      }),
    );
  });

  it('reads a hostile text in time that grows with its length', () => {
    for (const part of ['action(', '"', '/*', "'\n", ' @', 'a="', '(a=[']) {
      expect(parseRsyslog(part.repeat(20_000))).toBeInstanceOf(Array);
    }
  });
});
