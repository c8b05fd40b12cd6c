/** Whether a path argument is a pattern that the host's shell expands. */
export const isPattern = (arg: string): boolean => /[*?[]/.test(arg);

/** A shell path pattern as a regular expression: `*` and `?` stay within one folder. */
export const patternOf = (arg: string): RegExp => new RegExp(`^${sourceOf(arg, '[^/]*')}$`);

function sourceOf(arg: string, star: string): string {
  return arg.replace(/[.+^${}()|\\*?]/g, (c) => (c === '*' ? star : c === '?' ? '[^/]' : `\\${c}`));
}

interface Pattern {
  readonly arg: string;
  /** What stands before its first wildcard: most paths end the comparison here, at a tenth of its cost. */
  readonly head: string;
  readonly pattern: RegExp;
}

const matches = ({ arg, head, pattern }: Pattern, path: string): boolean =>
  path.startsWith(head) && (path === arg || pattern.test(path));

interface Arguments {
  readonly plain: ReadonlySet<string>;
  readonly patterns: readonly Pattern[];
  /** Filled as hosts name them; never more than the plan has arguments. */
  readonly ownersOfPlain: Map<string, readonly string[]>;
}

/** The arguments of a plan are the same array for every host. */
const compiled = new WeakMap<readonly string[], Arguments>();

function compiledOf(args: readonly string[]): Arguments {
  const known = compiled.get(args) ?? {
    plain: new Set(args.filter((arg) => !isPattern(arg))),
    patterns: args.filter(isPattern).map((arg) => ({
      arg,
      head: arg.slice(0, arg.search(/[*?[]/)),
      pattern: patternOf(arg),
    })),
    ownersOfPlain: new Map(),
  };
  compiled.set(args, known);
  return known;
}

/**
 * Characters of the longest path that is looked up: a hostile host may send one of megabytes, with a colon
 * at each. Two names of 255 bytes, which is what patterns match, and their folders fit.
 */
const LONGEST = 1024;

const heads = new Map<string, RegExp>();

/** The file name at the head of a line `NAME:…`, as short as the pattern allows. */
export function pathOf(line: string, pattern: string): string | undefined {
  const head = heads.get(pattern) ?? new RegExp(`^(${sourceOf(pattern, '[^/]*?')}):`);
  heads.set(pattern, head);
  return head.exec(line.slice(0, LONGEST + 1))?.[1];
}

/** Finds the argument that a path stands for: itself, or else the pattern that it matches. */
export function matchesArgument(args: readonly string[]): (path: string) => string | undefined {
  const { plain, patterns } = compiledOf(args);
  // The lines of a file come one after another.
  let last: { readonly path: string; readonly arg: string | undefined } | undefined;
  return (path) => {
    if (path.length > LONGEST) return undefined;
    if (plain.has(path)) return path;
    if (last?.path !== path) {
      const owner = patterns.find((pattern) => matches(pattern, path));
      last = { path, arg: owner?.arg };
    }
    return last.arg;
  };
}

/** Finds every argument that a path stands for: itself first, then the patterns that it matches. */
export function ownersIn(args: readonly string[]): (path: string) => readonly string[] {
  const { plain, patterns, ownersOfPlain } = compiledOf(args);
  const matching = (path: string): readonly string[] =>
    patterns.filter((pattern) => matches(pattern, path)).map(({ arg }) => arg);
  return (path) => {
    if (path.length > LONGEST) return [];
    if (!plain.has(path)) return matching(path);
    const owners = ownersOfPlain.get(path) ?? [path, ...matching(path)];
    ownersOfPlain.set(path, owners);
    return owners;
  };
}
