import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseSysctlLines } from '../../../src/probes/sysctl/sysctl-lines.ts';

it('reads what sysctl.d(5) describes', () => {
  const content = [
    '# comment',
    '; comment',
    '',
    'kernel.sysrq = 16 # no comment here\r',
    '\t-net.ipv4.conf.*.rp_filter\t=\t2',
    '-net.ipv4.conf.all.rp_filter',
    'no assignment',
    ' = 5',
    'kernel/core_pattern=|/bin/x a=b',
    'kernel.domainname=',
  ].join('\n');
  expect(parseSysctlLines(content)).toEqual([
    { name: 'kernel/sysrq', value: '16 # no comment here', dashed: false, line: 4 },
    { name: 'net/ipv4/conf/*/rp_filter', value: '2', dashed: true, line: 5 },
    { name: 'net/ipv4/conf/all/rp_filter', value: undefined, dashed: true, line: 6 },
    { name: 'kernel/core_pattern', value: '|/bin/x a=b', dashed: false, line: 9 },
    { name: 'kernel/domainname', value: '', dashed: false, line: 10 },
  ]);
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.string(), (content) => {
      for (const { line } of parseSysctlLines(content)) expect(line).toBeGreaterThan(0);
    }),
  );
});

it('takes no longer for blanks than for other characters', () => {
  const value = `${' '.repeat(200_000)}x`;
  expect(parseSysctlLines(`kernel.sysrq = a${value} \t\r\n`)).toMatchObject([
    { name: 'kernel/sysrq', value: `a${value}` },
  ]);
});
