/** Compares text as people do: `node-2` before `node-10`. Depends on no locale. */
export function compareNaturally(a: string, b: string): number {
  const left = runs(a);
  const right = runs(b);
  for (const [n, part] of left.entries()) {
    const other = right[n];
    if (other === undefined) return 1;
    const order = compareRuns(part, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

const runs = (text: string): readonly string[] => text.match(/\d+|\D+/g) ?? [];

function compareRuns(a: string, b: string): number {
  const byNumber = Number(a) - Number(b);
  if (byNumber !== 0 && !Number.isNaN(byNumber)) return byNumber;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
