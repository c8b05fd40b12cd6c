import type { TextFile } from '../../files/file-text.ts';
import { expression, glob, hold, type NamePattern, type PackageHold } from './hold.ts';

/** Locks of locks(5): `attribute: value` lines, parted by empty lines; an attribute may come again. */
export function zyppLocks({ path, content }: TextFile): readonly PackageHold[] {
  const locks: { readonly line: number; readonly attributes: [string, string][] }[] = [];
  let open: (typeof locks)[number] | undefined;
  for (const [index, line] of content.split('\n').entries()) {
    if (line.trim() === '') open = undefined;
    const [, name, text = ''] = /^\s*([a-z_]+)\s*:(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    if (open === undefined) {
      open = { line: index + 1, attributes: [] };
      locks.push(open);
    }
    open.attributes.push([name, text.trim()]);
  }
  return locks.flatMap(({ line, attributes }) => lockOf(`${path}:${line}`, attributes));
}

function lockOf(
  where: string,
  attributes: readonly (readonly [string, string])[],
): readonly PackageHold[] {
  const all = (wanted: string): readonly string[] =>
    attributes.flatMap(([name, text]) => (name === wanted && text !== '' ? [text] : []));
  const types = all('type');
  const names = [...all('solvable_name'), ...all('query_string')];
  if (names.length === 0 || (types.length > 0 && !types.includes('package'))) return [];
  const match = all('match_type').at(-1) ?? 'substring';
  // A lock of one version or of one repository leaves others open.
  const certain = all('version').length === 0 && all('repo').length === 0;
  const patterns = names.map((text) => namePattern(text.toLowerCase(), match));
  return [hold(where, names.join(' '), patterns, certain)];
}

function namePattern(text: string, match: string): NamePattern {
  if (match === 'regex') return expression(text);
  return match === 'exact' || match === 'glob' ? glob(text) : { kind: 'part', text };
}
