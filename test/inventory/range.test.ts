import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_HOSTS, parseRange } from '../../src/inventory/range.ts';

function namesOf(pattern: string): readonly string[] {
  const range = parseRange(pattern);
  if (!range.ok) throw new Error(range.problem);
  return [...range.names()];
}

function problemOf(pattern: string): string {
  const range = parseRange(pattern);
  return range.ok ? `no problem, ${range.count} names` : range.problem;
}

describe('makes names', () => {
  it.each([
    ['web1.example.org', ['web1.example.org']],
    ['web[1:3]', ['web1', 'web2', 'web3']],
    ['web[08:11].ex', ['web08.ex', 'web09.ex', 'web10.ex', 'web11.ex']],
    ['web[8:11]', ['web8', 'web9', 'web10', 'web11']],
    ['web[01:20:7]', ['web01', 'web08', 'web15']],
    ['web[0:10:5]', ['web0', 'web5', 'web10']],
    ['node-[a:c]', ['node-a', 'node-b', 'node-c']],
    ['[A:E:2]', ['A', 'C', 'E']],
    ['r[1:2]n[a:b]', ['r1na', 'r1nb', 'r2na', 'r2nb']],
    ['web[3:3]', ['web3']],
    ['::1', ['::1']],
  ])('%s', (pattern, names) => {
    expect(namesOf(pattern)).toEqual(names);
  });
});

describe('refuses', () => {
  it.each([
    ['web[3:1]', 'runs backwards'],
    ['[c:a]', 'runs backwards'],
    ['web[1-3]', 'expected [start:end]'],
    ['web[1,3]', 'expected [start:end]'],
    ['web[1]', 'expected [start:end]'],
    ['web[:3]', 'expected [start:end]'],
    ['web[1:]', 'expected [start:end]'],
    ['web[]', 'expected [start:end]'],
    ['web[1:3', 'bad range'],
    ['web1:3]', 'bad range'],
    ['web[[1:3]]', 'bad range'],
    ['[a:5]', 'expected [start:end]'],
    ['[a:C]', 'expected [start:end]'],
    ['[aa:ac]', 'expected [start:end]'],
    ['[-1:3]', 'expected [start:end]'],
    ['web[01:100]', '[001:100]'],
    ['web[1:020]', '[001:020]'],
    ['web[1:3:0]', 'step 0'],
    ['web[1:9999999999999999]', 'expected [start:end]'],
  ])('%s', (pattern, problem) => {
    expect(problemOf(pattern)).toContain(problem);
  });

  it('says what is wrong with the range, not with the name', () => {
    expect(problemOf('web[1:2]x[3:1]')).toBe(
      'bad range "[3:1]": it runs backwards; expected the smaller end first',
    );
  });
});

describe('counts against the cap', () => {
  it('takes exactly as many as allowed', () => {
    expect(namesOf(`w[1:${MAX_HOSTS}]`)).toHaveLength(MAX_HOSTS);
  });

  it.each([
    [`w[0:${MAX_HOSTS}]`, '100001'],
    ['w[1:1000][1:1000]', '1000000'],
    ['w[1:999999999999999]'.repeat(2), 'countless'],
    ['w[1:999999999999999]'.repeat(40), 'countless'],
  ])('refuses more, without making one: %s', (pattern, count) => {
    expect(problemOf(pattern)).toContain(count);
    expect(problemOf(pattern)).toContain('expected no more than 100000');
  });

  it('makes names one by one', () => {
    const range = parseRange(`w[1:${MAX_HOSTS}]`);
    expect(range.ok && range.names().next().value).toBe('w1');
  });
});

describe('for every range', () => {
  const range = fc
    .record({
      start: fc.nat(500),
      span: fc.nat(60),
      step: fc.integer({ min: 1, max: 9 }),
      width: fc.constantFrom(0, 4, 6),
    })
    .map(({ start, span, step, width }) => {
      const end = start + span;
      const text = (n: number): string => String(n).padStart(width, '0');
      return { pattern: `[${text(start)}:${text(end)}:${step}]`, start, end, step, text };
    });

  it('names are as many as counted, all different, of its numbers in order', () => {
    fc.assert(
      fc.property(range, ({ pattern, start, end, step, text }) => {
        const expected = [];
        for (let n = start; n <= end; n += step) expected.push(`web${text(n)}.ex`);
        const parsed = parseRange(`web${pattern}.ex`);
        expect(parsed).toMatchObject({ ok: true, count: expected.length });
        expect(namesOf(`web${pattern}.ex`)).toEqual(expected);
      }),
    );
  });

  it('several ranges multiply', () => {
    fc.assert(
      fc.property(range, range, (one, two) => {
        const names = namesOf(`r${one.pattern}n${two.pattern}`);
        const count = namesOf(one.pattern).length * namesOf(two.pattern).length;
        expect(names).toHaveLength(count);
        expect(new Set(names).size).toBe(count);
      }),
    );
  });

  it('any text at all is names or a problem, never an exception', () => {
    const text = fc.string({ unit: fc.constantFrom(...'[]:019azAZ-x') });
    fc.assert(
      fc.property(text, (pattern) => {
        const parsed = parseRange(pattern);
        if (parsed.ok) expect([...parsed.names()]).toHaveLength(parsed.count);
        else expect(parsed.problem).toContain('; expected');
      }),
    );
  });
});
