import { quoted } from '../../model/quoted.ts';
import type { YamlDocument } from '../../yaml/document.ts';
import { createPositions, type Positions, positionedDocument } from '../positioned.ts';
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
  const groups = translateGroups(inventory, positions);
  reportLostNames(inventory);
  inventory.throwProblems();
  const value = {
    version: 1,
    hosts: Object.fromEntries(hosts),
    groups: Object.fromEntries(groups),
  };
  return positionedDocument(value, positions);
}

function translateGroups(
  { groups, report }: AnsibleInventory,
  positions: Positions,
): readonly (readonly [string, unknown])[] {
  const translated: [string, unknown][] = [];
  for (const [name, group] of groups) {
    for (const [child, at] of group.children) {
      if (groups.has(child)) continue;
      report(at, `unknown group ${quoted(child)}; expected one that has a section of its own`);
    }
    if (EVERYWHERE.has(name)) continue;
    positions.note(['groups', name], group.at);
    const children = [...group.children.keys()].filter((child) => !EVERYWHERE.has(child));
    translated.push([name, { hosts: [...group.hosts.keys()], children }]);
  }
  return translated;
}

/** zod drops this key without a word. */
function reportLostNames({ hosts, groups, report }: AnsibleInventory): void {
  for (const [name, { at }] of [...hosts, ...groups]) {
    if (name === '__proto__') report(at, `${quoted(name)}; expected another name`);
  }
}
