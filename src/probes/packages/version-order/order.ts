/** Negative when the first version is the older one, zero when neither is, positive when it is newer. */
export type VersionOrder = (a: string, b: string) => number;

/** The newest by an order; undefined of an empty list. */
export function newestBy<T>(
  list: readonly T[],
  versionOf: (item: T) => string,
  order: VersionOrder,
): T | undefined {
  let newest: T | undefined;
  for (const item of list) {
    if (newest === undefined || order(versionOf(item), versionOf(newest)) > 0) newest = item;
  }
  return newest;
}

export const isDigit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9';

export const isLetter = (c: string | undefined): boolean => c !== undefined && /^[A-Za-z]$/.test(c);

/** Two runs of digits of any length, as numbers. */
export function compareDigits(a: string, b: string): number {
  const x = a.replace(/^0+/, '');
  const y = b.replace(/^0+/, '');
  if (x.length !== y.length) return x.length - y.length;
  return x < y ? -1 : x > y ? 1 : 0;
}
