import { patternMatches } from '../../../model/shell-pattern.ts';
import { visibleLine } from '../../../model/visible-text.ts';

/** Names of packages, as an entry writes them. */
export interface NamePattern {
  /** A shell's pattern, a part of the name, or an expression, which is not run: a stranger wrote it. */
  readonly kind: 'glob' | 'part' | 'expression';
  readonly text: string;
}

/** An entry that keeps a package manager from newer versions of what it names. */
export interface PackageHold {
  /** `/etc/dnf/dnf.conf [main]` */
  readonly where: string;
  /** As it is written, for people. */
  readonly written: string;
  readonly names: readonly NamePattern[];
  /** False where files do not tell whether newer versions are kept away: it names one version, or one source. */
  readonly certain: boolean;
}

/** @param written bounded and made visible here. */
export const hold = (
  where: string,
  written: string,
  names: readonly NamePattern[],
  certain = true,
): PackageHold => ({ where, written: visibleLine(written.trim(), 100), names, certain });

export const glob = (text: string): NamePattern => ({ kind: 'glob', text });

/** An expression that is a plain word between its anchors is one. */
export function expression(text: string): NamePattern {
  const [, start, word, end] = /^(\^?)([\w-]+)(\$?)$/.exec(text) ?? [];
  if (word === undefined) return { kind: 'expression', text };
  return { kind: start === '' || end === '' ? 'part' : 'glob', text: word };
}

export type Reach = 'yes' | 'perhaps' | 'no';

/** Whether an entry holds a package back. */
export function reachOf({ names, certain }: PackageHold, name: string): Reach {
  const reaches = names.map((pattern) => reachOfName(pattern, name));
  if (reaches.includes('yes')) return certain ? 'yes' : 'perhaps';
  return reaches.includes('perhaps') ? 'perhaps' : 'no';
}

function reachOfName({ kind, text }: NamePattern, name: string): Reach {
  switch (kind) {
    case 'glob':
      return patternMatches(text, name) ? 'yes' : 'no';
    case 'part':
      return name.includes(text) ? 'yes' : 'no';
    case 'expression':
      return mayMean(text, name) ? 'perhaps' : 'no';
  }
}

/** By its words of three letters or more; an expression without any may mean everything. */
function mayMean(text: string, name: string): boolean {
  const words = text.replace(/\[:\w+:\]/g, '').match(/[a-z]{3,}/gi) ?? [];
  return words.length === 0 || words.some((word) => name.includes(word.toLowerCase()));
}
