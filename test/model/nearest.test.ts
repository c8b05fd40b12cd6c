import fc from 'fast-check';
import { expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/model/nearest.ts';

const KEYS = ['address', 'port', 'user', 'identityFiles', 'jump', 'become'];

it.each([
  ['prot', 'port'],
  ['adress', 'address'],
  ['PORT', 'port'],
  ['identity-files', 'identityFiles'],
  ['usr', 'user'],
])('%s was meant to be %s', (typed, meant) => {
  expect(nearest(typed, KEYS)[0]).toBe(meant);
});

it.each(['colour', 'x', ''])('nothing is near %j', (typed) => {
  expect(nearest(typed, KEYS)).toEqual([]);
});

it('finds a longer word that starts like it, behind words with few edits', () => {
  expect(nearest('web1', ['web1.example.org', 'web2', 'db1'])).toEqual([
    'web2',
    'web1.example.org',
  ]);
});

it('names no more than it is asked for, nearest first, equally near ones by name', () => {
  expect(nearest('web3', ['web5', 'web4', 'web31', 'web3x'], 2)).toEqual(['web31', 'web3x']);
});

it('puts the words into a phrase, or none', () => {
  expect(didYouMean('web', ['wab', 'wob', 'db'])).toBe(' (did you mean "wab" or "wob"?)');
  expect(didYouMean('mail', ['wab'])).toBe('');
});

it('always finds a word that is there, and one with a single typing error', () => {
  const word = fc.stringMatching(/^[a-z]{4,12}$/);
  fc.assert(
    fc.property(word, fc.nat(), (typed, at) => {
      const index = at % (typed.length - 1);
      const chars = [...typed];
      const swapped = [chars[index + 1], chars[index]];
      const wrong = [...chars.slice(0, index), ...swapped, ...chars.slice(index + 2)].join('');
      expect(nearest(typed, [typed])).toEqual([typed]);
      expect(nearest(wrong, [typed])).toEqual([typed]);
    }),
  );
});
