const SPECIAL = /[*?[]/;

/** Whether glob(7) would expand a path. */
export const isGlob = (path: string): boolean => SPECIAL.test(path);

/** glob(7) on whole paths: `*`, `?` and `[…]` stay within one folder. Linear, for patterns of strangers. */
export function globMatches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  return (
    wanted.length === parts.length && wanted.every((w, i) => segmentMatches(w, parts[i] ?? ''))
  );
}

type Token = (character: string) => boolean;

function segmentMatches(pattern: string, text: string): boolean {
  const tokens = tokensOf(pattern);
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
