import { describe, expect, it } from 'vitest';
import { watchZones } from '../../src/queue/zone-watch.ts';

function watched(zones: readonly string[], patienceMs = 60_000) {
  let now = 0;
  const notes: string[] = [];
  const watch = watchZones(zones, {
    patienceMs,
    note: (line) => void notes.push(line),
    now: () => now,
  });
  const pass = (ms: number) => {
    now += ms;
  };
  return { watch, notes, pass };
}

describe('a zone that nobody serves', () => {
  it('is told early and once, and given up when patience is over', () => {
    const { watch, notes, pass } = watched(['dmz']);
    expect(watch.givenUp('dmz', 7)).toBeUndefined();
    expect(notes).toEqual([]);
    pass(6000);
    watch.givenUp('dmz', 7);
    watch.givenUp('dmz', 7);
    expect(notes).toEqual(['no worker serves zone dmz: its 7 hosts are given up in 54 s']);
    pass(53_999);
    expect(watch.givenUp('dmz', 7)).toBeUndefined();
    pass(1);
    expect(watch.givenUp('dmz', 7)).toBe('no worker serves zone dmz');
  });

  it('says who refuses it, once, and why', () => {
    const { watch, notes, pass } = watched(['a', 'b'], 5000);
    watch.refusing('w1', ['a', 'b', 'c'], 'it is old');
    watch.refusing('w1', ['a'], 'it is old');
    expect(notes).toEqual(['worker w1 refuses this audit: it is old']);
    pass(5000);
    expect(watch.givenUp('a', 1)).toBe(
      'no worker serves zone a; worker w1 refuses this audit: it is old',
    );
  });

  it('has patience anew after nobody could speak', () => {
    const { watch, pass } = watched(['a'], 10_000);
    pass(9000);
    watch.startAnew();
    pass(9000);
    expect(watch.givenUp('a', 1)).toBeUndefined();
    pass(1000);
    expect(watch.givenUp('a', 1)).toBe('no worker serves zone a');
  });
});

describe('a zone that is served', () => {
  it('is not given up while a worker shows itself', () => {
    const { watch, notes, pass } = watched(['a'], 20_000);
    for (let n = 0; n < 10; n += 1) {
      watch.serving('w', ['a']);
      pass(14_000);
      expect(watch.givenUp('a', 1)).toBeUndefined();
    }
    expect(notes).toEqual([]);
  });

  it('is told to be left, and served again', () => {
    const { watch, notes, pass } = watched(['a'], 40_000);
    watch.serving('w', ['a']);
    pass(16_000);
    watch.givenUp('a', 1);
    watch.serving('v', ['a']);
    watch.serving('v', ['a']);
    pass(40_000);
    expect(watch.givenUp('a', 1)).toBe('no worker serves zone a any more');
    expect(notes).toEqual([
      'no worker serves zone a any more: its host is given up in 24 s',
      'worker v serves zone a',
    ]);
  });
});
