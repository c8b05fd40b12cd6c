/** Whether a text is a pattern and not itself. */
export const isPattern = (text: string): boolean => /[*?[]/.test(text);

type Token = (character: string) => boolean;

/**
 * `*` is any text, `?` any one character, `[…]` one of a set. Linear in pattern times text,
 * for patterns of strangers.
 */
export const patternMatches = (pattern: string, text: string): boolean =>
  patternMatcher(pattern)(text);

/** The same of many texts. */
export function patternMatcher(pattern: string): (text: string) => boolean {
  const tokens = tokensOf(pattern);
  return (text) => matches(tokens, text);
}

function matches(tokens: readonly (Token | 'star')[], text: string): boolean {
  let token = 0;
  let at = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = tokens[token];
    if (wanted === 'star') {
      star = token++;
      resume = at;
    } else if (wanted?.(text.charAt(at))) {
      token++;
      at++;
    } else if (star !== -1) {
      token = star + 1;
      at = ++resume;
    } else return false;
  }
  return tokens.slice(token).every((rest) => rest === 'star');
}

/** Whether a text is one of those that are named, as itself or by a pattern. */
export const isNamed = (names: readonly string[], text: string): boolean =>
  names.some((name) => name === text || (isPattern(name) && patternMatches(name, text)));

function tokensOf(pattern: string): readonly (Token | 'star')[] {
  const tokens: (Token | 'star')[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    const close = character === '[' ? pattern.indexOf(']', at + 2) : -1;
    if (character === '*') tokens.push('star');
    else if (character === '?') tokens.push(() => true);
    else if (close !== -1) {
      tokens.push(setOf(pattern.slice(at + 1, close)));
      at = close;
    } else tokens.push((c) => c === character);
  }
  return tokens;
}

function setOf(body: string): Token {
  const negated = body.startsWith('!') || body.startsWith('^');
  const members = negated ? body.slice(1) : body;
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < members.length; at++) {
    const low = members.charAt(at);
    const isRange = members.charAt(at + 1) === '-' && at + 2 < members.length;
    ranges.push([low, isRange ? members.charAt(at + 2) : low]);
    if (isRange) at += 2;
  }
  return (c) => ranges.some(([low, high]) => c >= low && c <= high) !== negated;
}
