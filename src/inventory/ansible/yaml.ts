import { quoted } from '../../model/quoted.ts';
import { openDocument, type YamlDocument } from '../../yaml/document.ts';
import type { Path } from '../../yaml/location.ts';
import { parseRange } from '../range.ts';
import {
  type AnsibleInventory,
  createAnsibleInventory,
  groupOf,
  hostOf,
  VAULTED,
  type Variables,
} from './model.ts';

/** Tags of Ansible's own: an encrypted value, and one that is not to be filled in. */
export const MARKS = { '!vault': VAULTED, '!unsafe': '(unsafe)' } as const;

/** More is no inventory, and nesting is read by calling. */
const MAX_DEPTH = 64;

/** An inventory in the YAML form of Ansible. Problems are noted in it. */
export function readAnsibleYaml(text: string, fileName: string): AnsibleInventory {
  const document = openDocument(text, fileName, MARKS);
  const inventory = createAnsibleInventory();
  const top = mapOf(document.value, [], document, inventory);
  for (const [name, value] of top) readGroup(name, value, [name], { document, inventory });
  return inventory;
}

interface Reading {
  readonly document: YamlDocument;
  readonly inventory: AnsibleInventory;
}

function readGroup(name: string, value: unknown, path: Path, reading: Reading): void {
  const { document, inventory } = reading;
  const group = groupOf(inventory, name, document.position(path, 'key'));
  if (path.length > MAX_DEPTH) {
    inventory.report(group.at, 'groups nest too deep');
    return;
  }
  for (const [key, inner] of mapOf(value, path, document, inventory)) {
    const below = [...path, key];
    if (key === 'hosts') readHosts(inner, below, group.hosts, reading);
    else if (key === 'vars') readVariables(inner, below, group.variables, reading);
    else if (key === 'children') {
      for (const [child, settings] of mapOf(inner, below, document, inventory)) {
        group.children.set(child, document.position([...below, child], 'key'));
        readGroup(child, settings, [...below, child], reading);
      }
    } else {
      const problem = `unknown key ${quoted(key)} in a group; expected hosts, vars or children`;
      inventory.report(document.position(below, 'key'), problem);
    }
  }
}

function readHosts(value: unknown, path: Path, into: Map<string, string>, reading: Reading): void {
  const { document, inventory } = reading;
  for (const [pattern, variables] of mapOf(value, path, document, inventory)) {
    const at = document.position([...path, pattern], 'key');
    const range = parseRange(pattern);
    if (!range.ok) {
      inventory.report(at, range.problem);
      continue;
    }
    for (const name of range.names()) {
      into.set(name, at);
      const host = hostOf(inventory, name, at);
      readVariables(variables, [...path, pattern], host.variables, reading);
    }
  }
}

/** A map of variables to values of any kind. */
export function readVariables(
  value: unknown,
  path: Path,
  into: Variables,
  { document, inventory }: Reading,
): void {
  for (const [key, inner] of mapOf(value, path, document, inventory)) {
    into.set(key, { value: inner, at: document.position([...path, key], 'key') });
  }
}

/** Nothing where a map may be left empty, and after a problem. */
function mapOf(
  value: unknown,
  path: Path,
  document: YamlDocument,
  inventory: AnsibleInventory,
): readonly (readonly [string, unknown])[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object' && !Array.isArray(value)) return Object.entries(value);
  inventory.report(
    document.position(path),
    'found no map; expected one, such as "web1:" below "hosts:"',
  );
  return [];
}
