import type { AnsibleGroup, AnsibleInventory, Variable, Variables } from './model.ts';

const MAX_DEPTH = 64;

/**
 * The variables of a host by Ansible's precedence: `all`, then groups from the outermost inwards, of
 * those equally deep the later by ansible_group_priority and then by the alphabet, then the host.
 */
export function effectiveVariables(
  inventory: AnsibleInventory,
): (host: string) => ReadonlyMap<string, Variable> {
  const depths = depthsOf(inventory);
  const parents = parentsOf(inventory);
  const direct = new Map<string, string[]>();
  for (const [name, group] of inventory.groups) {
    for (const host of group.hosts.keys()) direct.set(host, [...(direct.get(host) ?? []), name]);
  }
  const shared = new Map<string, Variables>();

  function ofGroups(names: readonly string[]): Variables {
    const key = names.join(' ');
    const known = shared.get(key);
    if (known !== undefined) return known;
    const all = new Set(['all']);
    for (const name of names) addWithParents(name, parents, all);
    const merged: Variables = new Map();
    const order = [...all].sort((a, b) => rank(a, b, depths, inventory));
    for (const name of order) {
      for (const [variable, value] of inventory.groups.get(name)?.variables ?? []) {
        merged.set(variable, value);
      }
    }
    shared.set(key, merged);
    return merged;
  }

  return (host) =>
    new Map([
      ...ofGroups(direct.get(host) ?? []),
      ...(inventory.hosts.get(host)?.variables ?? new Map<string, Variable>()),
    ]);
}

function parentsOf({ groups }: AnsibleInventory): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, string[]>();
  for (const [name, group] of groups) {
    for (const child of group.children.keys()) {
      parents.set(child, [...(parents.get(child) ?? []), name]);
    }
  }
  return parents;
}

function addWithParents(
  name: string,
  parents: ReadonlyMap<string, readonly string[]>,
  into: Set<string>,
): void {
  if (into.has(name)) return;
  into.add(name);
  for (const parent of parents.get(name) ?? []) addWithParents(parent, parents, into);
}

/** The longest way down from a group without parents; `all` is above everything. */
function depthsOf({ groups }: AnsibleInventory): ReadonlyMap<string, number> {
  const depths = new Map<string, number>([['all', 0]]);
  function visit(name: string, depth: number): void {
    if (depth > MAX_DEPTH || (depths.get(name) ?? -1) >= depth) return;
    if (name !== 'all') depths.set(name, depth);
    for (const child of groups.get(name)?.children.keys() ?? []) visit(child, depth + 1);
  }
  for (const name of groups.keys()) visit(name, 1);
  return depths;
}

function rank(
  a: string,
  b: string,
  depths: ReadonlyMap<string, number>,
  { groups }: AnsibleInventory,
): number {
  const depth = (depths.get(a) ?? 1) - (depths.get(b) ?? 1);
  const priority = priorityOf(groups.get(a)) - priorityOf(groups.get(b));
  return depth || priority || (a < b ? -1 : 1);
}

function priorityOf(group: AnsibleGroup | undefined): number {
  const priority = Number(group?.variables.get('ansible_group_priority')?.value ?? 1);
  return Number.isFinite(priority) ? priority : 1;
}
