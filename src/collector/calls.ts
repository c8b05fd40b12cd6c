import { nameTree } from './name-tree.ts';
import { groupPaths } from './path-groups.ts';
import type { Plan, PlannedRead } from './plan.ts';

/** Arguments that the same readers take, under a name of the script. */
interface SharedList {
  readonly name: string;
  readonly readers: readonly string[];
  readonly paths: string[];
}

/**
 * The lines of the script that call its readers, a frame each, in the order of the plan.
 * Paths are written as what folders hold, and once where several readers take them.
 */
export function callsOf(plan: Plan): readonly string[] {
  const lists = sharedLists(plan.filter(takesPaths));
  return [
    ...lists.flatMap(({ name, paths }) => [...listLines(paths), `${name}=$LIST`]),
    ...plan.flatMap((read) => callOf(read, lists)),
  ];
}

function callOf(read: PlannedRead, lists: readonly SharedList[]): readonly string[] {
  if (takesPaths(read)) return callWithPaths(read, lists);
  return read.args.length > 1 ? callWithNames(read) : call(read);
}

const takesPaths = ({ args }: PlannedRead): boolean =>
  args.length > 1 && args.every((arg) => arg.startsWith('/'));

function sharedLists(reads: readonly PlannedRead[]): readonly SharedList[] {
  const readersOf = new Map<string, readonly string[]>();
  for (const { reader, args } of reads) {
    for (const arg of args) readersOf.set(arg, [...(readersOf.get(arg) ?? []), reader.name]);
  }
  const lists = new Map<string, SharedList>();
  for (const [path, readers] of readersOf) {
    if (readers.length < 2) continue;
    const name = `for_${readers.join('_')}`;
    const list = lists.get(name) ?? { name, readers, paths: [] };
    list.paths.push(path);
    lists.set(name, list);
  }
  return [...lists.values()];
}

function callWithPaths(
  { reader, args }: PlannedRead,
  lists: readonly SharedList[],
): readonly string[] {
  const taken = lists.filter(({ readers }) => readers.includes(reader.name));
  const shared = new Set(taken.flatMap(({ paths }) => paths));
  const words = [...taken.map(({ name }) => `$${name}`), '$LIST'];
  return [
    ...listLines(args.filter((arg) => !shared.has(arg))),
    `collect ${reader.name} ${words.join(' ')}`,
  ];
}

function listLines(paths: readonly string[]): readonly string[] {
  const { groups, single } = groupPaths([...paths].filter(isPlain).sort());
  return [
    'LIST=',
    'prefix=/',
    ...groups.flatMap(({ folders, names }) =>
      command('under', [...folders, ':', ...nameTree(names, '/').flat()]),
    ),
    ...addLines(
      single.map((path) => path.slice(1)),
      '/',
    ),
    ...oddLines(paths),
  ];
}

/** A line each for what belongs together, and one for the rest. */
function addLines(names: readonly string[], end: '/' | '_'): readonly string[] {
  const tree = nameTree([...names].sort(), end);
  const alone = tree.filter(({ length }) => length === 1).flat();
  const lines = tree.filter(({ length }) => length > 1).flatMap((words) => command('list', words));
  return alone.length === 0 ? lines : [...lines, ...command('list', alone)];
}

/** Whether a word cannot be taken for one of the tree's own. */
const isPlain = (word: string): boolean => !/[{}]|[/_]$|(^|[/_])\.([/_]|$)/.test(word);

const oddLines = (words: readonly string[]): readonly string[] =>
  words.filter((word) => !isPlain(word)).map((word) => `LIST="$LIST$NL"${quote(word)}`);

/** Names that are no paths: `MITIGATION_MDS`. */
function callWithNames({ reader, args }: PlannedRead): readonly string[] {
  const lines = [...addLines(args.filter(isPlain), '_'), ...oddLines(args)];
  return ['LIST=', 'prefix=', ...lines, `collect ${reader.name} $LIST`];
}

const call = ({ reader, args }: PlannedRead): readonly string[] =>
  command('collect', [reader.name, ...(args.length === 1 && args[0] === '' ? [] : args)]);

const WIDTH = 120;

/** One command over as many lines as it takes. */
function command(name: string, args: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = name;
  for (const arg of args.map(quote)) {
    if (line.length + arg.length >= WIDTH) {
      lines.push(`${line} \\`);
      line = ` ${arg}`;
    } else line += ` ${arg}`;
  }
  return [...lines, line];
}

/**
 * Single quotes as POSIX sh reads them: nothing inside is special. Patterns of files need none where the
 * script does not expand them, nor do braces with a blank between them.
 */
const quote = (arg: string): string =>
  /^([\w./:@=*?-]+\{?|\})$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`;
