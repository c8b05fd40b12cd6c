import { quoted } from '../../model/quoted.ts';
import { parseRange } from '../range.ts';
import {
  type AnsibleInventory,
  createAnsibleInventory,
  groupOf,
  hostOf,
  type Variables,
} from './model.ts';

type Section = { readonly group: string; readonly kind: 'hosts' | 'vars' | 'children' };

const SECTION = /^\[(?<group>[^:\]\s]+)(?::(?<kind>hosts|vars|children))?\]\s*(?:[#;].*)?$/;

/** An inventory in the INI form of Ansible. Problems are noted in it. */
export function readAnsibleIni(text: string, fileName: string): AnsibleInventory {
  const inventory = createAnsibleInventory();
  let section: Section | undefined = { group: 'ungrouped', kind: 'hosts' };
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    const at = `${fileName}:${index + 1}`;
    if (line === '' || /^[#;]/.test(line)) continue;
    if (line.startsWith('[')) section = openSection(line, at, inventory);
    else if (section !== undefined) readLine(line, section, at, inventory);
  }
  return inventory;
}

function openSection(line: string, at: string, inventory: AnsibleInventory): Section | undefined {
  const { group, kind } = SECTION.exec(line)?.groups ?? {};
  if (group === undefined) {
    inventory.report(
      at,
      `section ${quoted(line)}; expected [group], [group:vars] or [group:children]`,
    );
    return undefined;
  }
  groupOf(inventory, group, at);
  return { group, kind: kind === 'vars' || kind === 'children' ? kind : 'hosts' };
}

function readLine(line: string, { group, kind }: Section, at: string, inventory: AnsibleInventory) {
  const into = groupOf(inventory, group, at);
  if (kind === 'vars') {
    readAssignment(line, at, into.variables, inventory);
  } else if (kind === 'children') {
    into.children.set(line.replace(/\s+#.*$/, ''), at);
  } else {
    readHost(line, at, into.hosts, inventory);
  }
}

/** `name`, `name:port` or a range, then variables as words of a shell. */
function readHost(
  line: string,
  at: string,
  into: Map<string, string>,
  inventory: AnsibleInventory,
): void {
  const words = shellWords(line);
  if (words === undefined) {
    inventory.report(at, 'a quotation mark without its pair; expected both');
    return;
  }
  const [pattern = '', ...assignments] = words;
  const [, name = pattern, port] = /^([^:]*[^:\]]|.*\]):(\d+)$/.exec(pattern) ?? [];
  const range = parseRange(name);
  if (!range.ok) {
    inventory.report(at, range.problem);
    return;
  }
  const variables: Variables = new Map();
  if (port !== undefined) variables.set('ansible_port', { value: port, at });
  for (const word of assignments) readAssignment(word, at, variables, inventory);
  for (const each of range.names()) {
    into.set(each, at);
    const host = hostOf(inventory, each, at);
    for (const [key, variable] of variables) host.variables.set(key, variable);
  }
}

function readAssignment(
  text: string,
  at: string,
  into: Variables,
  inventory: AnsibleInventory,
): void {
  const [, key, value] = /^([A-Za-z_]\w*)\s*=\s*(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined) {
    inventory.report(at, `found ${quoted(text)}; expected variable=value`);
  } else {
    into.set(key, { value: unquoted(value), at });
  }
}

const unquoted = (value: string): string => /^(['"])(.*)\1$/s.exec(value)?.[2] ?? value;

/** Words as a POSIX shell takes them apart, up to a comment; undefined where a quote is open. */
export function shellWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let rest = text.trimStart();
  while (rest !== '' && !rest.startsWith('#')) {
    const [found = ''] = /^(?:[^\s'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/s.exec(rest) ?? [];
    if (found === '' || /^\S/.test(rest.slice(found.length))) return undefined;
    words.push(
      found.replaceAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs, (_, single, double, escaped) =>
        String(
          single ?? (double === undefined ? escaped : double.replaceAll(/\\(["\\$`])/g, '$1')),
        ),
      ),
    );
    rest = rest.slice(found.length).trimStart();
  }
  return words;
}
