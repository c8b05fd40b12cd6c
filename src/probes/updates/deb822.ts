import type { TextFile } from '../files/file-text.ts';

/** A block of fields, as apt writes its sources and preferences. */
interface Stanza {
  /** By names in lower case. */
  readonly fields: ReadonlyMap<string, string>;
  /** Of its first field. */
  readonly line: number;
}

interface OpenStanza extends Stanza {
  readonly fields: Map<string, string>;
  last: string;
}

/** Stanzas are parted by empty lines; an indented line goes on; a comment is as if it were not there. */
export function deb822Stanzas({ content }: TextFile): readonly Stanza[] {
  const stanzas: OpenStanza[] = [];
  let open: OpenStanza | undefined;
  for (const [index, line] of content.split('\n').entries()) {
    if (line.startsWith('#')) continue;
    if (line.trim() === '') {
      open = undefined;
      continue;
    }
    if (open === undefined) {
      open = { fields: new Map(), line: index + 1, last: '' };
      stanzas.push(open);
    }
    keepField(open, line);
  }
  return stanzas;
}

function keepField(stanza: OpenStanza, line: string): void {
  const [, name, text = ''] = /^([^\s:]+):\s*(.*)$/.exec(line) ?? [];
  if (name === undefined) {
    const before = stanza.fields.get(stanza.last) ?? '';
    const more = line.trim();
    // No trim of the whole: it would copy all that came before with each line.
    stanza.fields.set(stanza.last, before === '' ? more : `${before} ${more}`);
    return;
  }
  stanza.last = name.toLowerCase();
  stanza.fields.set(stanza.last, text.trim());
}
