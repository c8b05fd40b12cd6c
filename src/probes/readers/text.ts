import { endedByDeadline, type FrameText, type Reader } from '../reader.ts';
import { matchesArgument } from './path-argument.ts';

/** Lines of one file that are read; a longer file is cut, and so never an answer. */
export const MAX_LINES = 5000;

/**
 * Files as text, all in one grep. Each line comes behind the name of its file,
 * so no content can pass for another file. An argument may be a pattern for the shell.
 * FIFOs and devices, where a read could wait for ever, are left out and said.
 */
export const text: Reader = {
  name: 'text',
  commands: ['grep'],
  offline: true,
  sh: `set +f; set -- $*; set -f
odd=
for f; do
  if [ -e "$f" ] && [ ! -f "$f" ] && [ ! -d "$f" ]; then odd=1; fi
done
if [ "$odd" ]; then
  for f; do
    shift
    if [ -e "$f" ] && [ ! -f "$f" ] && [ ! -d "$f" ]; then say "grep: $f: Not a regular file" >&2
    else set -- "$@" "$f"; fi
  done
fi
t grep -a -H -m ${MAX_LINES} '' "$@"`,
  split: splitText,
};

interface Gathering {
  lines: string[];
  errors: string[];
  /** The file whose line came last: a stream that breaks off breaks off in it. */
  last?: string;
  counts: Map<string, number>;
}

function splitText(frame: FrameText, args: readonly string[]): ReadonlyMap<string, FrameText> {
  const owner = matchesArgument(args);
  const gathered = new Map<string, Gathering>(
    args.map((arg) => [arg, { lines: [], errors: [], counts: new Map() }]),
  );
  let lastArg: string | undefined;
  for (const line of linesOf(frame.stdout)) {
    const at = pathEnd(line, owner);
    const found = at === undefined ? undefined : gathered.get(at.arg);
    if (at === undefined || found === undefined) continue;
    const path = line.slice(0, at.end);
    found.lines.push(at.arg === path ? line.slice(at.end + 1) : line);
    found.counts.set(path, (found.counts.get(path) ?? 0) + 1);
    lastArg = at.arg;
  }
  for (const line of linesOf(frame.stderr)) {
    const match = /^\S*grep: (.+): ([^:]+)$/.exec(line);
    const arg = match?.[1] === undefined ? undefined : owner(match[1]);
    if (arg !== undefined) gathered.get(arg)?.errors.push(line);
  }
  const broken = frame.cut === true || endedByDeadline(frame.exit) || frame.exit > 128;
  return new Map(args.map((arg) => [arg, outputOf(gathered.get(arg), broken, arg === lastArg)]));

  function outputOf(found: Gathering | undefined, broke: boolean, last: boolean): FrameText {
    const { lines = [], errors = [], counts = new Map<string, number>() } = found ?? {};
    const stdout = lines.map((line) => `${line}\n`).join('');
    const stderr = errors.map((line) => `${line}\n`).join('');
    const long = [...counts.values()].some((n) => n >= MAX_LINES);
    const unanswered = broke && lines.length === 0 && errors.length === 0;
    const exit = unanswered ? frame.exit : errors.length > 0 ? 1 : 0;
    return {
      exit,
      stdout,
      stderr,
      ...(long || (broke && (last || unanswered)) ? { cut: true } : {}),
    };
  }
}

/** Where the file name at the head of a line ends, and whose it is. */
function pathEnd(
  line: string,
  owner: (path: string) => string | undefined,
): { readonly arg: string; readonly end: number } | undefined {
  for (let end = line.indexOf(':'); end !== -1; end = line.indexOf(':', end + 1)) {
    const arg = owner(line.slice(0, end));
    if (arg !== undefined) return { arg, end };
  }
  return undefined;
}

const linesOf = (output: string): readonly string[] =>
  output === '' ? [] : output.replace(/\n$/, '').split('\n');
