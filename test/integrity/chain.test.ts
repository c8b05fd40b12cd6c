import { expect, it } from 'vitest';
import { chainLine, chainProblems, parseChain } from '../../src/integrity/chain.ts';

const seal = (digit: string): string => digit.repeat(64);
const one = { run: '2026-01-01', seal: seal('1') };
const two = { run: '2026-01-02', seal: seal('2'), follows: one };
const three = { run: '2026-01-03', seal: seal('3'), follows: { run: two.run, seal: two.seal } };
const CHAIN = [one, two, three].map(({ run, seal: own }) => ({ run, seal: own }));

it('reads what it writes, and names a line that it did not', () => {
  const text = CHAIN.map(chainLine).join('');
  expect(parseChain(text, 'chain')).toEqual(CHAIN);
  expect(() => parseChain(`${text}x`, 'chain')).toThrow('chain:4');
});

it('is whole with every run, in whatever order they are named', () => {
  expect(chainProblems([three, one, two], CHAIN)).toEqual([]);
  expect(chainProblems([three, one, two])).toEqual([]);
});

it('misses a run that was removed', () => {
  expect(chainProblems([one, three], CHAIN)).toEqual([
    'run 2026-01-02 of the chain is not among these',
  ]);
  expect(chainProblems([one, three])).toEqual([
    'run 2026-01-02, before run 2026-01-03, is not among these',
  ]);
});

it('sees a run that was sealed anew', () => {
  const anew = { ...two, seal: seal('9') };
  expect(chainProblems([one, anew, three], CHAIN)).toEqual([
    'run 2026-01-02 is not the one in the chain',
  ]);
  expect(chainProblems([one, anew, three])).toEqual([
    'run 2026-01-02 is not the one that run 2026-01-03 followed',
  ]);
});

it('sees a run that was never in the chain, and a line that was taken out of it', () => {
  const other = { run: '2026-01-04', seal: seal('4') };
  expect(chainProblems([...CHAIN.slice(0, 0), one, two, three, other], CHAIN)).toEqual([
    'run 2026-01-04 is not in the chain',
  ]);
  expect(chainProblems([one, three], [one, three])).toEqual([
    'run 2026-01-03 did not follow what stands before it in the chain',
  ]);
});

it('takes the oldest run at hand as it is: what it followed may lie elsewhere', () => {
  expect(chainProblems([two, three])).toEqual([]);
});
