import { didYouMean } from '../model/nearest.ts';
import { quoted } from '../model/quoted.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { Group } from './schema.ts';

/** More is a mistake, and would be a long way to follow for a reader too. */
const MAX_DEPTH = 32;

export interface GroupOrder {
  /** Weakest first: as listed, but each parent before its children. */
  readonly order: readonly string[];
  /** By group: itself and all groups that it belongs to. */
  readonly closures: ReadonlyMap<string, ReadonlySet<string>>;
}

export function orderGroups(
  groups: Readonly<Record<string, Group>>,
  document: YamlDocument,
): GroupOrder {
  const parents = parentsByChild(groups, document);
  const closures = new Map<string, ReadonlySet<string>>();
  const depths = new Map<string, number>();

  function close(name: string, trail: readonly string[]): void {
    if (closures.has(name)) return;
    if (trail.includes(name) || trail.length > MAX_DEPTH) {
      const nesting = [...trail.slice(Math.max(trail.indexOf(name), 0)), name].join(' in ');
      refuse(name, `: ${nesting}`);
      return;
    }
    const above = parents.get(name) ?? [];
    for (const parent of above) close(parent, [...trail, name]);
    const depth = 1 + Math.max(0, ...above.map((parent) => depths.get(parent) ?? 0));
    if (depth > MAX_DEPTH) refuse(name, '');
    const outer = depth > MAX_DEPTH ? [] : above.flatMap((each) => [...(closures.get(each) ?? [])]);
    depths.set(name, depth);
    closures.set(name, new Set([...outer, name]));
  }

  function refuse(name: string, nesting: string): void {
    document.report(
      ['groups', name],
      `groups contain each other or nest too deep${nesting}; expected at most ${MAX_DEPTH} levels`,
      'key',
    );
  }

  for (const name of Object.keys(groups)) close(name, []);
  const order = new Set(Object.keys(groups).flatMap((name) => [...(closures.get(name) ?? [])]));
  return { order: [...order], closures };
}

function parentsByChild(
  groups: Readonly<Record<string, Group>>,
  document: YamlDocument,
): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, string[]>();
  for (const [parent, { children = [] }] of Object.entries(groups)) {
    for (const [index, child] of children.entries()) {
      if (!Object.hasOwn(groups, child)) {
        document.report(
          ['groups', parent, 'children', index],
          `unknown group ${quoted(child)}; expected a name under "groups"${didYouMean(child, Object.keys(groups))}`,
        );
      } else parents.set(child, [...(parents.get(child) ?? []), parent]);
    }
  }
  return parents;
}
