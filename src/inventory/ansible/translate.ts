import type { YamlDocument } from '../../yaml/document.ts';
import { createPositions, positionedDocument } from '../positioned.ts';
import { effectiveVariables } from './effective-variables.ts';
import { settingsOfHost } from './host-settings.ts';
import type { AnsibleInventory } from './model.ts';

/** Every inventory has them, and they say nothing of a host. */
const EVERYWHERE: ReadonlySet<string> = new Set(['all', 'ungrouped']);

/**
 * An Ansible inventory in the words of ours: groups as they are, and each host with what its
 * variables come to.
 * @throws UsageError with every problem.
 */
export function translateAnsible(inventory: AnsibleInventory, fileName: string): YamlDocument {
  const positions = createPositions(fileName);
  const variablesOf = effectiveVariables(inventory);
  const hosts: [string, Record<string, unknown>][] = [];
  for (const [name, { at }] of inventory.hosts) {
    positions.note(['hosts', name], at);
    const settings = settingsOfHost(name, variablesOf(name), inventory.report);
    for (const { key, at: written } of settings) positions.note(['hosts', name, key], written);
    hosts.push([name, Object.fromEntries(settings.map(({ key, value }) => [key, value]))]);
  }
  const groups: [string, unknown][] = [];
  for (const [name, group] of inventory.groups) {
    for (const [child, at] of group.children) {
      if (!inventory.groups.has(child))
        inventory.report(
          at,
          `unknown group "${child}"; expected one that has a section of its own`,
        );
    }
    if (EVERYWHERE.has(name)) continue;
    positions.note(['groups', name], group.at);
    const children = [...group.children.keys()].filter((child) => !EVERYWHERE.has(child));
    groups.push([name, { hosts: [...group.hosts.keys()], children }]);
  }
  // zod drops this key without a word.
  for (const [name, named] of [...inventory.hosts, ...inventory.groups]) {
    if (name === '__proto__') inventory.report(named.at, `"${name}"; expected another name`);
  }
  inventory.throwProblems();
  const value = {
    version: 1,
    hosts: Object.fromEntries(hosts),
    groups: Object.fromEntries(groups),
  };
  return positionedDocument(value, positions);
}
