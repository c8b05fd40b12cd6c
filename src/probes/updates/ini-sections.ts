import type { TextFile } from '../files/file-text.ts';

/** A section of an INI file, as dnf, zypp and pacman write them. Names of keys in lower case. */
export interface IniSection {
  readonly name: string;
  readonly path: string;
  readonly keys: ReadonlyMap<string, string>;
}

interface OpenSection extends IniSection {
  readonly keys: Map<string, string>;
  last?: string;
}

/** Sections in order; a key that comes twice keeps its last value, one that goes on indented its whole. */
export function iniSections({ path, content }: TextFile): readonly IniSection[] {
  const sections: OpenSection[] = [];
  for (const line of content.split('\n')) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const head = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
    if (head !== undefined) sections.push({ name: head.trim(), path, keys: new Map() });
    else keepKey(sections.at(-1), line);
  }
  return sections;
}

function keepKey(section: OpenSection | undefined, line: string): void {
  if (section === undefined) return;
  const { keys, last } = section;
  if (/^\s/.test(line) && last !== undefined && !line.includes('=')) {
    keys.set(last, `${keys.get(last) ?? ''} ${line.trim()}`.trim());
    return;
  }
  const [, key, text = ''] = /^\s*([^=]+?)\s*(?:=\s*(.*))?$/.exec(line) ?? [];
  if (key === undefined) return;
  section.last = key.toLowerCase();
  keys.set(section.last, text.trim());
}

/** dnf's and zypp's words for a switch; undefined for what is neither. */
export function iniBoolean(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(1|yes|true|on|enabled|always)$/i.test(text)) return true;
  return /^(0|no|false|off|disabled|never)$/i.test(text) ? false : undefined;
}
