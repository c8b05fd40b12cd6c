import { isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';

/** Where in the inventory something is written: keys and indexes from the top. */
export type Path = readonly (string | number)[];

/** Of a pair in a map: what is pointed at. */
export type Part = 'key' | 'value';

/** The offset of what stands at a path, or of the nearest there is above it. */
export type Locator = (path: Path, part?: Part) => number;

export function createLocator(root: Node | null): Locator {
  const indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

  /** The library looks a key up by walking the map, which takes too long for thousands of hosts. */
  function pairOf(map: YAMLMap, key: string): Pair | undefined {
    const index = indexes.get(map) ?? new Map(map.items.map((pair) => [keyText(pair.key), pair]));
    indexes.set(map, index);
    return index.get(key);
  }

  return (path, part = 'value') => {
    let node: unknown = root;
    let offset = startOf(node) ?? 0;
    for (const [depth, step] of path.entries()) {
      const pair = isMap(node) ? pairOf(node, String(step)) : undefined;
      const atKey = part === 'key' && depth === path.length - 1;
      offset = (atKey ? undefined : startOf(pair?.value)) ?? startOf(pair?.key) ?? offset;
      node = isSeq(node) ? node.items[Number(step)] : pair?.value;
      offset = (atKey ? undefined : startOf(node)) ?? offset;
    }
    return offset;
  };
}

export const keyText = (key: unknown): string => (isScalar(key) ? String(key.value) : '');

export const startOf = (node: unknown): number | undefined =>
  isNode(node) ? node.range?.[0] : undefined;
