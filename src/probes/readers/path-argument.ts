/** Whether a path argument is a pattern that the host's shell expands. */
export const isPattern = (arg: string): boolean => /[*?[]/.test(arg);

/** A shell path pattern as a regular expression: `*` and `?` stay within one folder. */
export function patternOf(arg: string): RegExp {
  const source = arg
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${source}$`);
}

/** Finds the argument that a path stands for: itself, or the pattern that it matches. */
export function matchesArgument(args: readonly string[]): (path: string) => string | undefined {
  const plain = new Set(args.filter((arg) => !isPattern(arg)));
  const patterns = args.filter(isPattern).map((arg) => ({ arg, pattern: patternOf(arg) }));
  return (path) => {
    if (plain.has(path)) return path;
    return patterns.find(({ arg, pattern }) => path === arg || pattern.test(path))?.arg;
  };
}
