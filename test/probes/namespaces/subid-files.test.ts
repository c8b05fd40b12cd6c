import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlap, shownRange, subuids } from '../../../src/probes/namespaces/subid-files.ts';

const raw = (stdout: string) => ({ exit: 0, stdout, stderr: '' });

describe('subordinate ids', () => {
  const read = (text: string) => {
    const seen = subuids.parse(raw(text));
    if (seen.state !== 'value') throw new Error(seen.reason);
    return seen.value;
  };

  it('keeps ranges and broken lines apart', () => {
    const file = read('# a\n\nada:100000:65536\n1000:4294901759:65536\nbad\neve:1:0\n');
    expect(file.ranges.map(shownRange)).toEqual(['100000-165535', '4294901759-4294967294']);
    expect(file.broken.map(({ line }) => line)).toEqual([5, 6]);
  });

  it('overlaps only where an id is in both', () => {
    const range = (start: number, count: number) => ({ owner: 'a', start, count, line: 1 });
    expect(overlap(range(1, 2), range(3, 1))).toBe(false);
    expect(overlap(range(1, 3), range(3, 1))).toBe(true);
    expect(overlap(range(0, 10), range(3, 1))).toBe(true);
  });

  it('never throws, and loses no line', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z0-9:#-]{1,20}$/)), (lines) => {
        const file = read(lines.join('\n'));
        const said = lines.filter((line) => !line.startsWith('#'));
        expect(file.ranges.length + file.broken.length).toBe(said.length);
      }),
    );
  });
});
