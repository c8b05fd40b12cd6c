import { lengthOf } from './name-tree.ts';

/** Every name of a group in each of its folders: one line of the script for what would be many. */
export interface PathGroup {
  readonly folders: readonly string[];
  readonly names: readonly string[];
}

export interface GroupedPaths {
  readonly groups: readonly PathGroup[];
  /** Paths whose like no other folder has. */
  readonly single: readonly string[];
}

/** Characters that a group costs beside its folders and names. */
const GROUP_COST = 14;
/** Characters that a product of folders and names must save to be worth a reader's thought. */
const WORTH = 40;

/**
 * Finds what paths have in common, so that the script stays short enough to be read by people.
 * Each path is in one group, or single. The same paths give the same groups.
 * @param paths sorted, each once.
 */
export function groupPaths(paths: readonly string[]): GroupedPaths {
  const left = new Set(paths);
  const groups = products(left);
  return { groups, single: [...left] };
}

interface Product {
  readonly folders: readonly string[];
  readonly names: string[];
}

/** The same names in several folders. Takes what it groups out of `left`. */
function products(left: Set<string>): PathGroup[] {
  const taken: PathGroup[] = [];
  const bySaving = [...candidates(left)].sort(
    ([a, x], [b, y]) => saving(y) - saving(x) || (a < b ? -1 : 1),
  );
  for (const [, { folders, names }] of bySaving) {
    const free = names.filter((name) => folders.every((folder) => left.has(`${folder}/${name}`)));
    const group = { folders, names: free };
    if (saving(group) < WORTH) continue;
    for (const folder of folders) for (const name of free) left.delete(`${folder}/${name}`);
    taken.push(group);
  }
  return taken;
}

/** Names by the folders that have them, wherever a path may be split in two. */
function candidates(paths: Iterable<string>): ReadonlyMap<string, Product> {
  const foldersOf = new Map<string, string[]>();
  for (const path of paths) {
    for (let at = path.indexOf('/', 1); at !== -1; at = path.indexOf('/', at + 1)) {
      const name = path.slice(at + 1);
      const folders = foldersOf.get(name);
      if (folders === undefined) foldersOf.set(name, [path.slice(0, at)]);
      else folders.push(path.slice(0, at));
    }
  }
  const found = new Map<string, Product>();
  for (const [name, folders] of foldersOf) {
    if (folders.length < 2) continue;
    const key = folders.join('\n');
    const known = found.get(key) ?? { folders, names: [] };
    known.names.push(name);
    found.set(key, known);
  }
  return found;
}

/** Characters of all paths written out, less those of the group. */
function saving({ folders, names }: PathGroup): number {
  if (names.length === 0) return 0;
  return (
    (names.length - 1) * lengthOf(folders) + (folders.length - 1) * lengthOf(names) - GROUP_COST
  );
}
