import type { Ending } from '../src/model/run.ts';

/** How results ended, in words that are the same in every report. */
export const ENDING_WORDS = {
  pass: 'pass',
  fail: 'fail',
  unknown: 'unknown',
  manual: 'question',
  notApplicable: 'not applicable',
  waived: 'accepted',
} as const satisfies Record<Ending, string>;

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** `1 host`, `3 hosts`, `20,000 hosts`. */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${grouped(n)} ${n === 1 ? one : many}`;

/** `one`, `eight`, `12`. */
export const inWords = (n: number): string => SMALL[n] ?? grouped(n);

export const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/**
 * A share as a percentage with one decimal, without its sign. Never rounds up to all or down to
 * nothing. A dash where there is no share.
 */
export function percent(share: number | undefined): string {
  if (share === undefined) return '–';
  if (share > 0.999 && share < 1) return '99.9';
  if (share < 0.001 && share > 0) return '0.1';
  return (share * 100).toFixed(1);
}

/** The beginning and the end of a hash, enough to compare two by eye. */
export const shortHash = (hash: string): string =>
  hash.length <= 16 ? hash : `${hash.slice(0, 8)}…${hash.slice(-4)}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
