import { isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';

/** Where in a file something is written: keys and indexes from the top. */
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

  function child(node: unknown, step: string | number): { key?: unknown; value?: unknown } {
    if (isMap(node)) return pairOf(node, String(step)) ?? {};
    return isSeq(node) ? { value: node.items[Number(step)] } : {};
  }

  return (path, part = 'value') => {
    let node: unknown = root;
    let offset = startOf(node) ?? 0;
    for (const [depth, step] of path.entries()) {
      const { key, value } = child(node, step);
      const wantsKey = part === 'key' && depth === path.length - 1;
      offset = (wantsKey ? undefined : startOf(value)) ?? startOf(key) ?? offset;
      node = value;
    }
    return offset;
  };
}

export const keyText = (key: unknown): string => (isScalar(key) ? String(key.value) : '');

export const startOf = (node: unknown): number | undefined =>
  isNode(node) ? node.range?.[0] : undefined;
