/** Nearly all that hosts say: nothing in it is touched. */
const PLAIN = /^[ -~]*$/;
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/**
 * Text from a host, made harmless and visible: controls, terminal escapes, bidirectional overrides,
 * lone surrogates and private-use characters become `\u{…}`. Line feeds and tabs stay.
 * Markup is not touched: each format escapes its own.
 */
export function visible(text: string): string {
  return text.replace(UNSAFE, (c) =>
    c === '\n' || c === '\t' ? c : `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** {@link visible} on one line, cut at `limit` characters with the cut stated. */
export function visibleLine(text: string, limit = 2000): string {
  if (text.length <= limit && PLAIN.test(text)) return text;
  const line = visible(text.slice(0, limit)).replaceAll('\n', ' ⏎ ').replaceAll('\t', ' ');
  return text.length > limit ? `${line}… (${text.length - limit} more characters)` : line;
}
