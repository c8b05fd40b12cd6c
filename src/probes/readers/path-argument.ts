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
  const owners = ownersIn(args);
  return (path) => owners(path)[0];
}

/** Finds every argument that a path stands for: itself first, then the patterns that it matches. */
export function ownersIn(args: readonly string[]): (path: string) => readonly string[] {
  const plain = new Set(args.filter((arg) => !isPattern(arg)));
  const patterns = args.filter(isPattern).map((arg) => ({ arg, pattern: patternOf(arg) }));
  const known = new Map<string, readonly string[]>();
  const find = (path: string): readonly string[] => [
    ...(plain.has(path) ? [path] : []),
    ...patterns.filter(({ arg, pattern }) => path === arg || pattern.test(path)).map((p) => p.arg),
  ];
  return (path) => {
    const owners = known.get(path) ?? find(path);
    known.set(path, owners);
    return owners;
  };
}
