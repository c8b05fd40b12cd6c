/**
 * What a person who typed `word` may have meant, nearest first: few edits away, or a longer word
 * that starts with it. Empty when nothing is near. Upper and lower case count as alike.
 */
export function nearest(word: string, words: Iterable<string>, count = 3): readonly string[] {
  const typed = word.toLowerCase();
  const near: { readonly word: string; readonly rank: number }[] = [];
  for (const candidate of words) {
    const rank = rankOf(typed, candidate.toLowerCase());
    if (rank !== undefined) near.push({ word: candidate, rank });
  }
  return near
    .sort((a, b) => a.rank - b.rank || (a.word < b.word ? -1 : 1))
    .slice(0, count)
    .map((each) => each.word);
}

/** `did you mean x or y?`; undefined when nothing is near. */
export function meant(word: string, words: Iterable<string>): string | undefined {
  const near = nearest(word, words);
  return near.length === 0 ? undefined : `did you mean ${near.join(' or ')}?`;
}

/** ` (did you mean "x" or "y"?)` to put behind an error; empty when nothing is near. */
export function didYouMean(word: string, words: Iterable<string>): string {
  const near = nearest(word, words).map((each) => `"${each}"`);
  return near.length === 0 ? '' : ` (did you mean ${near.join(' or ')}?)`;
}

/** Edits, or one more than the edits allowed for a word that is only begun; undefined if not near. */
function rankOf(typed: string, candidate: string): number | undefined {
  const allowed = typed.length < 2 ? 0 : Math.max(1, Math.floor(typed.length / 3));
  if (Math.abs(typed.length - candidate.length) <= allowed) {
    const edits = editDistance(typed, candidate);
    if (edits <= allowed) return edits;
  }
  return typed.length > 1 && candidate.startsWith(typed) ? allowed + 1 : undefined;
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(above, j) + 1,
          at(row, j - 1) + 1,
          at(above, j - 1) + (same ? 0 : 1),
          swapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = above;
    above = row;
  }
  return at(above, b.length);
}

const at = (row: readonly number[], index: number): number =>
  row[index] ?? Number.POSITIVE_INFINITY;
