/** A line of sshd_config(5), as sshd splits it. */
export interface SshdLine {
  /** In small letters, by its present name. */
  readonly keyword: string;
  readonly args: readonly string[];
}

/** Former names that sshd still takes. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['challengeresponseauthentication', 'kbdinteractiveauthentication'],
  ['skeyauthentication', 'kbdinteractiveauthentication'],
  ['dsaauthentication', 'pubkeyauthentication'],
  ['pubkeyacceptedkeytypes', 'pubkeyacceptedalgorithms'],
  ['hostbasedacceptedkeytypes', 'hostbasedacceptedalgorithms'],
  ['hostdsakey', 'hostkey'],
]);

const HEAD = /^[ \t]*"?([A-Za-z0-9]+)"?(?:[ \t]*=[ \t]*|[ \t]+|$)/;

/** Undefined for what sshd would refuse; an empty list of lines for comments and blank lines. */
export function splitSshdLine(line: string): SshdLine | 'nothing' | undefined {
  if (/^\s*(#|$)/.test(line)) return 'nothing';
  const head = HEAD.exec(line);
  const name = head?.[1]?.toLowerCase();
  if (head === null || name === undefined) return undefined;
  const args = splitArguments(line.slice(head[0].length).trimEnd());
  return args === undefined ? undefined : { keyword: RENAMED.get(name) ?? name, args };
}

/** An escaped character, what stands in either kind of quotes, an open quote, any other character. */
const PART =
  /\\(["'\\ ])|"((?:\\["'\\]|[^"\\]|\\(?!["'\\]))*)"|'((?:\\["'\\]|[^'\\]|\\(?!["'\\]))*)'|(["'])|([^ \t])/g;
const WORD = new RegExp(`(?:${PART.source})+`, 'g');

/**
 * Words with quotes of either kind; a `#` that begins a word ends the line. Undefined for an open quote.
 * @internal for tests
 */
export function splitArguments(text: string): readonly string[] | undefined {
  const words: string[] = [];
  for (const [word] of text.matchAll(WORD)) {
    if (word.startsWith('#')) break;
    const plain = unquoted(word);
    if (plain === undefined) return undefined;
    words.push(plain);
  }
  return words;
}

function unquoted(word: string): string | undefined {
  let plain = '';
  for (const [, escaped, double, single, open, other = ''] of word.matchAll(PART)) {
    if (open !== undefined) return undefined;
    plain += escaped ?? (double ?? single)?.replace(/\\(["'\\])/g, '$1') ?? other;
  }
  return plain;
}
