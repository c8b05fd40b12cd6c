import { describe, expect, it } from 'vitest';
import { coverOutlines, withSections } from '../../src/engine/benchmarks.ts';
import { type AnyCheck, defineCheck } from '../../src/kit/define-check.ts';
import type { BenchmarkOutline } from '../../src/model/benchmark.ts';
import { pass } from '../../src/model/verdict.ts';

const check = (id: string, ...references: string[]): AnyCheck =>
  defineCheck({
    id,
    area: 'ssh',
    title: `Title of ${id}`,
    severity: 'low',
    level: 1,
    rationale: 'why',
    remedy: 'how',
    references,
    tags: [],
    needs: {},
    evaluate: () => pass('fine'),
  });

const outline = (more: Partial<BenchmarkOutline>): BenchmarkOutline => ({
  id: 'book-1',
  title: 'Book',
  about: 'A book.',
  sections: [],
  ...more,
});

describe('withSections', () => {
  const outlines = [
    outline({
      sections: [
        { id: '1', checks: ['ssh.a', 'time.*'] },
        { id: '2', checks: ['ssh.?'] },
      ],
    }),
  ];

  it('adds to references what outlines say, and nothing twice', () => {
    const [a, b, c] = withSections(
      [check('ssh.a', 'man', 'book-1:2'), check('ssh.bc', 'man'), check('time.x')],
      outlines,
    );
    expect(a?.references).toEqual(['man', 'book-1:2', 'book-1:1']);
    expect(b?.references).toEqual(['man']);
    expect(c?.references).toEqual(['book-1:1']);
  });

  it('leaves the checks themselves as they are', () => {
    const own = check('ssh.a');
    withSections([own], outlines);
    expect(own.references).toEqual([]);
  });
});

describe('coverOutlines', () => {
  const cover = (checks: readonly AnyCheck[], ...outlines: BenchmarkOutline[]) =>
    coverOutlines(checks, outlines).map(({ sections }) =>
      sections.map(({ id, title, checks: ids, coverage, reason }) =>
        [id, title, ids.join(' '), coverage, reason ?? ''].join('|'),
      ),
    );

  it('takes checks from references, also for sections that the outline lacks', () => {
    expect(
      cover(
        [check('ssh.a', 'book-1:2.10', 'book-1:2.10'), check('ssh.b', 'book-1:2.9', 'book-1:2.10')],
        outline({ sections: [{ id: '2.10', title: 'Ten' }] }),
      ),
    ).toEqual([['2.9|Title of ssh.b|ssh.b|checked|', '2.10|Ten|ssh.a ssh.b|checked|']]);
  });

  it('says why there is none', () => {
    const sections = [
      { id: '1', title: 'One', manual: 'Ask' },
      { id: '2', title: 'Two', left: 'Gone' },
      { id: '3', title: 'Three' },
    ];
    expect(cover([], outline({ sections }))).toEqual([
      ['1|One||manual|Ask', '2|Two||left|Gone', '3|Three||left|No check answers it yet'],
    ]);
  });

  it('believes a check more than a reason that there is none', () => {
    const sections = [{ id: '1', title: 'One', left: 'Not yet' }];
    expect(cover([check('ssh.a', 'book-1:1')], outline({ sections }))).toEqual([
      ['1|One|ssh.a|checked|'],
    ]);
  });

  it('counts a reference without a section for the area', () => {
    expect(cover([check('ssh.a', 'book-1')], outline({}))).toEqual([
      ['ssh|Title of ssh.a|ssh.a|checked|'],
    ]);
  });

  it('takes from another edition only sections that both have', () => {
    const [, second] = cover(
      [check('ssh.a', 'book-1:1', 'book-1:2'), check('ssh.b', 'book-2:1')],
      outline({}),
      outline({ id: 'book-2', sameAs: 'book-1', sections: [{ id: '1', title: 'One' }] }),
    );
    expect(second).toEqual(['1|One|ssh.a ssh.b|checked|']);
  });
});
