/** Runs of digits count as numbers, the rest as text: `6.1.0-9` comes before `6.1.0-28`. */
export function compareRelease(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const order = comparePart(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

const partsOf = (release: string): readonly string[] => release.match(/\d+|[a-z]+/gi) ?? [];

function comparePart(a: string, b: string): number {
  const numbers = /^\d+$/.test(a) && /^\d+$/.test(b);
  if (numbers) return Number(a) - Number(b);
  return a === b ? 0 : a < b ? -1 : 1;
}
