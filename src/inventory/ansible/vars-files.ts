import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { visibleLine } from '../../model/visible-text.ts';
import { openDocument } from '../../yaml/document.ts';
import { type FileRole, readTextFile } from '../../yaml/text-file.ts';
import { type AnsibleInventory, VAULTED, type Variables } from './model.ts';
import { MARKS, readVariables } from './yaml.ts';

const ROLE: FileRole = { what: 'variables', danger: 'who could choose where root logs in' };
const EXTENSIONS: ReadonlySet<string> = new Set(['', '.yml', '.yaml', '.json']);

/** Adds what `group_vars` and `host_vars` beside an inventory say; it is stronger than the inventory. */
export function readVariableFiles(folder: string, inventory: AnsibleInventory): void {
  for (const { name, path } of namedFiles(join(folder, 'group_vars'))) {
    const group = inventory.groups.get(name);
    if (group !== undefined) readFile(path, group.variables, inventory);
    else if (name === 'all') {
      const variables: Variables = new Map();
      inventory.groups.set(name, { at: path, hosts: new Map(), children: new Map(), variables });
      readFile(path, variables, inventory);
    }
  }
  for (const { name, path } of namedFiles(join(folder, 'host_vars'))) {
    const host = inventory.hosts.get(name);
    if (host !== undefined) readFile(path, host.variables, inventory);
  }
}

interface NamedFile {
  /** Of the group or host. */
  readonly name: string;
  readonly path: string;
}

/** `web`, `web.yml`, or all files in a folder `web`, in the order of their names. */
function namedFiles(folder: string): readonly NamedFile[] {
  return entries(folder).flatMap(({ name, isFolder }) => {
    const path = join(folder, name);
    if (!isFolder) return fileOf(name, path);
    return entries(path)
      .filter((inner) => !inner.isFolder && EXTENSIONS.has(extname(inner.name)))
      .map((inner) => ({ name, path: join(path, inner.name) }));
  });
}

/** Endings of editors' and packages' copies, which Ansible does not read either. */
const KNOWN = /(^\.|~$|\.(orig|bak|ini|cfg|retry|pyc|pyo|swp|rpmsave|rpmnew)$)/;

function fileOf(name: string, path: string): readonly NamedFile[] {
  if (KNOWN.test(name)) return [];
  const extension = extname(name);
  // A dot may belong to the name of a host.
  const known = extension !== '' && EXTENSIONS.has(extension);
  return [{ name: known ? name.slice(0, -extension.length) : name, path }];
}

function entries(folder: string): readonly { readonly name: string; readonly isFolder: boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function readFile(path: string, into: Variables, inventory: AnsibleInventory): void {
  const { text } = readTextFile(path, ROLE);
  const name = visibleLine(path);
  if (text.startsWith(VAULTED)) {
    inventory.report(
      name,
      'is encrypted by ansible-vault, which is not read; expected the settings of connections in a file of their own, not encrypted',
    );
    return;
  }
  const document = openDocument(text, name, MARKS);
  readVariables(document.value, [], into, { document, inventory });
}
