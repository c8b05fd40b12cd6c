import type { FrameText, Reader } from '../reader.ts';
import { HIDE_SECRETS, SECRET_KEY } from './hidden-secrets.ts';
import { matchesArgument } from './path-argument.ts';

/** Lines of one file that are read; a longer file is cut, and so never an answer. */
const MAX_LINES = 5000;

/**
 * Files as text, all in one grep. Each line comes behind the name of its file,
 * so no content can pass for another file. An argument may be a pattern for the shell.
 * FIFOs and devices, where a read could wait for ever, are left out and said;
 * folders too, which busybox's grep passes over without a word, as if they were empty files.
 * Secrets are hidden on the host, before they travel. The last line is the status of grep.
 */
export const text: Reader = {
  name: 'text',
  commands: ['grep', 'sed'],
  exclusive: true,
  offline: true,
  sh: `for f; do
  case $f in *\\**/*) through "$f" grep ;; esac
done
set +f; set -- $*; set -f
odd=
for f; do
  case $f in *\\**) closed "$f" grep ;; esac
  if [ -e "$f" ] && [ ! -f "$f" ]; then odd=1; fi
done
if [ "$odd" ]; then
  for f; do
    shift
    if [ -e "$f" ] && [ ! -f "$f" ]; then say "grep: $f: Not a regular file" >&2
    else set -- "$@" "$f"; fi
  done
fi
key='${SECRET_KEY}'
{ t grep -a -H -m ${MAX_LINES} '' "$@"; say "status $?"; } | sed -E '${HIDE_SECRETS.replaceAll(SECRET_KEY, `'"$key"'`)}'`,
  split: splitText,
};

/** What one argument got. */
interface Share {
  readonly lines: string[];
  readonly errors: string[];
  readonly lineCounts: Map<string, number>;
}

function splitText(frame: FrameText, args: readonly string[]): ReadonlyMap<string, FrameText> {
  const [tail = '', status] = /(?:^|(?<=\n))status (\d{1,3})\n$/.exec(frame.stdout) ?? [];
  const stdout = frame.stdout.slice(0, frame.stdout.length - tail.length);
  const owner = matchesArgument(args);
  const shares = new Map<string, Share>(
    args.map((arg) => [arg, { lines: [], errors: [], lineCounts: new Map() }]),
  );
  const last = shareLines(stdout, owner, shares);
  let isWhole = frame.cut !== true && status !== undefined;
  const exit = status === undefined ? frame.exit : Number(status);
  for (const line of linesOf(frame.stderr)) {
    const path = /^\S*grep: (.+): [^:]+$/.exec(line)?.[1];
    const share = shares.get(path === undefined ? '' : (owner(path) ?? ''));
    if (share) share.errors.push(line);
    // Trouble of grep itself, such as `memory exhausted`: it read no further.
    else if (exit === 2) isWhole = false;
  }
  // 2 tells of a file that could not be read; more, of a grep that did not run or was ended.
  const broken = !isWhole || exit > 2;
  return new Map(
    [...shares].map(([arg, share]) => [arg, outputOf(share, exit, broken, arg === last)]),
  );
}

/** Gives each line to its argument; tells whose line came last. */
function shareLines(
  stdout: string,
  owner: (path: string) => string | undefined,
  shares: ReadonlyMap<string, Share>,
): string | undefined {
  let last: string | undefined;
  for (const line of linesOf(stdout)) {
    const head = pathEnd(line, owner);
    const share = head && shares.get(head.arg);
    if (!share) continue;
    const path = line.slice(0, head.end);
    share.lines.push(head.arg === path ? line.slice(head.end + 1) : line);
    share.lineCounts.set(path, (share.lineCounts.get(path) ?? 0) + 1);
    last = head.arg;
  }
  return last;
}

/** A stream that breaks off breaks off in the file whose line came last; the files after it got no answer. */
function outputOf(share: Share, exit: number, broken: boolean, last: boolean): FrameText {
  const { lines, errors, lineCounts } = share;
  const unanswered = broken && lines.length === 0 && errors.length === 0;
  const tooLong = [...lineCounts.values()].some((count) => count >= MAX_LINES);
  return {
    exit: unanswered ? exit : errors.length > 0 ? 1 : 0,
    stdout: lines.map((line) => `${line}\n`).join(''),
    stderr: errors.map((line) => `${line}\n`).join(''),
    ...(tooLong || unanswered || (broken && last) ? { cut: true } : {}),
  };
}

/** Colons of a line that may end its file name. No path that is asked for has as many. */
const MOST_COLONS = 8;

/** Where the file name at the head of a line ends, and whose it is. */
function pathEnd(
  line: string,
  owner: (path: string) => string | undefined,
): { readonly arg: string; readonly end: number } | undefined {
  let end = line.indexOf(':');
  for (let colons = 0; end !== -1 && colons < MOST_COLONS; colons += 1) {
    const arg = owner(line.slice(0, end));
    if (arg !== undefined) return { arg, end };
    end = line.indexOf(':', end + 1);
  }
  return undefined;
}

const linesOf = (output: string): readonly string[] =>
  output === '' ? [] : output.replace(/\n$/, '').split('\n');
