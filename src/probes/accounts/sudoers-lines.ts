/** Text of one logical line of sudoers(5): joined where a backslash hides the line end, comments gone. */
export interface SudoersLine {
  readonly path: string;
  readonly text: string;
  /** Where it begins in its file, from 1. */
  readonly number: number;
}

export function sudoersLines(path: string, content: string): readonly SudoersLine[] {
  let number = 1;
  return content
    .split(/(?<!\\)\n/)
    .map((line) => {
      const own = number;
      number += line.split('\n').length;
      return { path, text: withoutComment(line.replace(/\\\n/g, ' ')).trim(), number: own };
    })
    .filter(({ text }) => text !== '');
}

/** An include, or `#` that begins a comment: one before digits is an id, one in quotes or a word stands for itself. */
function withoutComment(line: string): string {
  if (/^\s*#include(dir)?\s/.test(line)) return line;
  for (const at of openPlaces(line)) {
    const startsWord = at === 0 || /[\s,]/.test(line.charAt(at - 1));
    if (line[at] === '#' && startsWord && !/^#-?\d/.test(line.slice(at, at + 3))) {
      return line.slice(0, at);
    }
  }
  return line;
}

/** Places of characters that no backslash, quotes or parentheses hide. */
function* openPlaces(text: string): Generator<number> {
  let inQuotes = false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '"') inQuotes = !inQuotes;
    else if (!inQuotes) {
      if (depth === 0) yield at;
      depth = Math.max(0, depth + (DEEPER[char] ?? 0));
    }
  }
}

const DEEPER: Readonly<Record<string, number>> = { '(': 1, ')': -1 };

/** Parts between separators that nothing hides; at most as many as said. */
export function splitOpen(
  text: string,
  separator: RegExp,
  most = Number.POSITIVE_INFINITY,
): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (const at of openPlaces(text)) {
    if (parts.length + 1 >= most) break;
    if (!separator.test(text.charAt(at))) continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  return [...parts, text.slice(start)];
}

/** Words of a list, with blanks around them gone and empty ones left out. */
export const sudoersList = (text: string): readonly string[] =>
  splitOpen(text, /,/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** Without quotes, and without the backslashes that hide characters. */
export const plainWord = (word: string): string =>
  word.replace(/^"(.*)"$/s, '$1').replace(/\\(.)/g, '$1');
