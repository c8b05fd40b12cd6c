/** A command line of a unit, split into words. */
export interface CommandWord {
  readonly text: string;
  /** It stands for a variable or a specifier whose value the unit file does not tell. */
  readonly open: boolean;
}

/**
 * Splits `ExecStart=` by systemd.service(5), "Command lines": prefixes `@-:+!|` go away, quotes join,
 * `$$` is a dollar sign and `%%` a per cent sign. The first command alone counts: `;` ends it.
 * @param variable a variable's value, `''` when it is surely unset, undefined when nobody can tell.
 */
export function commandWords(
  line: string,
  variable: (name: string) => string | undefined,
): readonly CommandWord[] {
  const words = quotedWords(line.replace(/^[@\-:+!|]+/, ''));
  const end = words.indexOf(';');
  return words.slice(0, end === -1 ? undefined : end).flatMap((word) => expand(word, variable));
}

const WORD = /(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\\.|[^\s"'\\]|["'\\])+/gs;

function quotedWords(line: string): readonly string[] {
  return (line.match(WORD) ?? []).map((word) =>
    word
      .replace(
        /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/gs,
        (_, double?: string, single?: string) => double ?? single ?? '',
      )
      .replace(/\\(.)/gs, '$1'),
  );
}

/** `$NAME` alone becomes any number of words; `${NAME}` becomes part of one. */
function expand(
  word: string,
  variable: (name: string) => string | undefined,
): readonly CommandWord[] {
  const alone = /^\$([A-Za-z_]\w*)$/.exec(word)?.[1];
  if (alone !== undefined) {
    const content = variable(alone);
    if (content === undefined) return [{ text: word, open: true }];
    return quotedWords(content).map((text) => ({ text, open: false }));
  }
  let open = /%[^%]/.test(word);
  const text = word
    .replaceAll('%%', '%')
    .replace(/\$\$|\$\{([A-Za-z_]\w*)\}/g, (whole, name: string | undefined) => {
      if (name === undefined) return '$';
      const content = variable(name);
      if (content === undefined) open = true;
      return content ?? whole;
    });
  return [{ text, open }];
}

/** `Environment=` assignments: `A=1 "B=2 3"`; a later one of a name wins. */
export function environmentOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const pairs = lines.flatMap(quotedWords).flatMap((word) => {
    const at = word.indexOf('=');
    return at > 0 ? [[word.slice(0, at), word.slice(at + 1)] as const] : [];
  });
  return new Map(pairs);
}
