import { visibleLine } from '../../../src/model/visible-text.ts';
import { NAME_CHARACTERS } from '../limits.ts';

export interface ReferenceLink {
  readonly text: string;
  /** An https address, only of a source whose addresses are known to last. */
  readonly href: string | undefined;
}

type Source = (section: string) => ReferenceLink | undefined;

const SOURCES: Readonly<Record<string, Source>> = {
  'kernel-doc': (page) => {
    const [, path, file] =
      /^([a-zA-Z0-9_-]+(?:\/[a-zA-Z0-9_-]+)*)(\.(?:rst|txt))?$/.exec(page) ?? [];
    if (path === undefined) return undefined;
    const address = file === undefined ? `${path}/index` : path;
    return {
      text: `Kernel documentation: ${path}`,
      href: `https://docs.kernel.org/${address}.html`,
    };
  },
  /** Debian's manual holds the pages of every package, so one rule serves kernel and tools. */
  man: (page) => {
    const [, name, section] = /^([a-zA-Z0-9_.+@-]+)[.(]([1-8])\)?$/.exec(page) ?? [];
    if (name === undefined || section === undefined) return undefined;
    const href = `https://manpages.debian.org/${encodeURIComponent(name)}.${section}`;
    return { text: `${name}(${section})`, href };
  },
  cve: (id) =>
    /^CVE-\d{4}-\d{4,7}$/.test(id)
      ? { text: id, href: `https://www.cve.org/CVERecord?id=${id}` }
      : undefined,
};

/** A check's reference as people read it: a link where the source is public, else its own text. */
export function referenceLink(reference: string): ReferenceLink {
  const [, source = '', section = ''] = /^([a-z][a-z0-9.-]*):(.+)$/.exec(reference) ?? [];
  const known = Object.hasOwn(SOURCES, source) ? SOURCES[source]?.(section) : undefined;
  return known ?? { text: visibleLine(reference, NAME_CHARACTERS), href: undefined };
}
