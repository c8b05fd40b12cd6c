/**
 * Whether a known_hosts pattern matches, as OpenSSH's match_pattern does: `*` and `?` only, brackets
 * are literal. Steps back once a star, so that a long pattern of stars stays cheap.
 */
function matchesPattern(name: string, pattern: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let resume = 0;
  while (at < name.length) {
    const wanted = pattern[next];
    if (wanted === '*') {
      star = next++;
      resume = at;
    } else if (wanted === '?' || wanted === name[at]) {
      next++;
      at++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(next));
}

/** Whether a comma list matches: one pattern must, and no `!pattern` may. */
export function matchesPatternList(name: string, patterns: readonly string[]): boolean {
  const negated = patterns.filter((p) => p.startsWith('!')).map((p) => p.slice(1));
  if (negated.some((p) => matchesPattern(name, p))) return false;
  return patterns.some((p) => !p.startsWith('!') && matchesPattern(name, p));
}
