/** The first few of many items by an order, whatever order they come in. */
export interface Shortlist<T> {
  readonly add: (item: T) => void;
  /** How many were added. */
  readonly total: () => number;
  readonly items: () => readonly T[];
}

/** @param compare negative when its first argument comes first. */
export function startShortlist<T>(limit: number, compare: (a: T, b: T) => number): Shortlist<T> {
  const items: T[] = [];
  let total = 0;
  return {
    add: (item) => {
      total += 1;
      const before = items.findIndex((other) => compare(item, other) < 0);
      items.splice(before === -1 ? items.length : before, 0, item);
      items.splice(limit);
    },
    total: () => total,
    items: () => items,
  };
}
