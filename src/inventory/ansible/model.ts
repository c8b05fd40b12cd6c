import { UsageError } from '../../model/errors.ts';

/** A value of a variable and where it is written, `file:line`. */
export interface Variable {
  readonly value: unknown;
  readonly at: string;
}

export type Variables = Map<string, Variable>;

export interface AnsibleGroup {
  readonly at: string;
  /** Names, ranges taken apart, and where each is listed. */
  readonly hosts: Map<string, string>;
  readonly children: Map<string, string>;
  readonly variables: Variables;
}

/** An inventory of Ansible as its files say it. `all` and `ungrouped` are there only if written. */
export interface AnsibleInventory {
  readonly hosts: Map<string, { readonly at: string; readonly variables: Variables }>;
  readonly groups: Map<string, AnsibleGroup>;
  /** Notes a problem: what was found; what was expected. */
  readonly report: (at: string, problem: string) => void;
  readonly throwProblems: () => void;
}

/** What stands for a value that ansible-vault has encrypted. */
export const VAULTED = '$ANSIBLE_VAULT';

export function createAnsibleInventory(): AnsibleInventory {
  const problems = new Set<string>();
  return {
    hosts: new Map(),
    groups: new Map(),
    report: (at, problem) => {
      problems.add(`${at} ${problem}`);
    },
    throwProblems: () => {
      if (problems.size > 0) throw new UsageError([...problems].join('\n'));
    },
  };
}

export function groupOf({ groups }: AnsibleInventory, name: string, at: string): AnsibleGroup {
  const known = groups.get(name);
  if (known !== undefined) return known;
  const group = { at, hosts: new Map(), children: new Map(), variables: new Map() };
  groups.set(name, group);
  return group;
}

export function hostOf({ hosts }: AnsibleInventory, name: string, at: string) {
  const host = hosts.get(name) ?? { at, variables: new Map() };
  hosts.set(name, host);
  return host;
}
