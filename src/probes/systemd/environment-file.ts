/** What a file for `EnvironmentFile=` sets. Undefined where versions of systemd disagree on it. */
export type EnvironmentValues = ReadonlyMap<string, string | undefined>;

/**
 * Reads a file by systemd.exec(5), "EnvironmentFile=": comments begin with `#` or `;`, a backslash
 * joins lines, quotes stand around a value or parts of it; no variable is expanded. A later
 * assignment wins. Never throws.
 */
export function parseEnvironmentFile(content: string): EnvironmentValues {
  const values = new Map<string, string | undefined>();
  let at = 0;
  let doubtful = false;
  while (at < content.length) {
    const [head, comment, key, equals] = matchAt(HEAD, content, at);
    at += head.length || 1;
    if (equals === undefined) {
      // Before systemd 254 such a comment goes on in the next line.
      doubtful = comment !== undefined && /(?<!\\)(\\\\)*\\$/.test(comment);
      continue;
    }
    const value = valueAt(content, at);
    values.set((key ?? '').trim(), doubtful ? undefined : value.text);
    doubtful = false;
    at = value.end;
  }
  return values;
}

/** A comment, or a key with its equals sign, or a line that assigns nothing. */
const HEAD = /\s*(?:([#;][^\r\n]*)|([^=\r\n]*)(=)?)/y;

/** One part in quotes: the last one may lack its closing quote. */
const QUOTED = /[ \t]*(?:'([^']*)(?:'|$)|"((?:[^"\\]|\\.)*)(?:"|\\?$))/sy;

const BARE = /[ \t]*((?:[^\\\r\n]|\\.)*)/sy;

interface ReadValue {
  readonly text: string;
  readonly end: number;
}

function valueAt(content: string, start: number): ReadValue {
  let text = '';
  let at = start;
  for (;;) {
    const [part, single, double] = matchAt(QUOTED, content, at);
    if (part === '') break;
    text += single ?? unescaped(double ?? '');
    at += part.length;
  }
  const [rest, bare = ''] = matchAt(BARE, content, at);
  const plain = bare.replace(/\\(.)|[ \t]+$/gs, (_, char?: string) =>
    char === undefined || isLineEnd(char) ? '' : char,
  );
  return { text: text + plain, end: at + rest.length };
}

/** Inside double quotes a backslash that hides nothing stays. */
const unescaped = (quoted: string): string =>
  quoted.replace(/\\(.)/gs, (pair, char: string) => {
    if (isLineEnd(char)) return '';
    return /["\\`$]/.test(char) ? char : pair;
  });

const isLineEnd = (char: string): boolean => char === '\n' || char === '\r';

function matchAt(pattern: RegExp, content: string, at: number): readonly [string, ...Groups] {
  pattern.lastIndex = at;
  const [whole = '', ...groups] = pattern.exec(content) ?? [];
  return [whole, ...groups];
}

type Groups = readonly (string | undefined)[];
