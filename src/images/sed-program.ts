/** Lines of the input, the one in hand, and what was printed. */
interface Stream {
  readonly lines: readonly string[];
  at: number;
  line: string;
  readonly out: string[];
}

/** One command of a program. True when the program ends for the line in hand. */
type Step = (stream: Stream) => boolean;

/** The program has what is not understood here: a defect of ours. */
class SedError extends Error {
  override name = 'SedError';
}

/**
 * The part of `sed -E` that the programs of readers use, so that an image goes through the very program that a
 * host runs: `\#address# command`, `!`, `{ … }`, `s` with any delimiter and the flag `g`, `n` and `b`.
 * Lines are one character a byte, as in the C locale.
 * @throws SedError
 */
export function compileSed(program: string): (lines: readonly string[]) => readonly string[] {
  // In the script the program stands in single quotes.
  const commands = program.replaceAll(`'\\''`, `'`).split('\n');
  const { steps, next } = blockOf(commands, 0);
  if (next !== commands.length) throw new SedError(`unpaired } in line ${next + 1}`);
  return (lines) => {
    const stream: Stream = { lines, at: 0, line: '', out: [] };
    for (; stream.at < lines.length; stream.at += 1) {
      stream.line = lines[stream.at] ?? '';
      run(steps, stream);
      if (stream.at < lines.length) stream.out.push(stream.line);
    }
    return stream.out;
  };
}

const run = (steps: readonly Step[], stream: Stream): boolean => steps.some((step) => step(stream));

function blockOf(lines: readonly string[], from: number): { steps: Step[]; next: number } {
  const steps: Step[] = [];
  let at = from;
  while (at < lines.length && lines[at]?.trim() !== '}') {
    const { step, next } = stepAt(lines, at);
    if (step !== undefined) steps.push(step);
    at = next;
  }
  return { steps, next: at };
}

function stepAt(lines: readonly string[], at: number): { step?: Step; next: number } {
  const text = (lines[at] ?? '').trim();
  if (text === '') return { next: at + 1 };
  if (!text.startsWith('\\')) return { step: commandOf(text), next: at + 1 };
  const { parts, rest } = delimited(text.slice(1), 1);
  const address = new RegExp(extended(parts[0] ?? ''), 's');
  const wanted = !rest.startsWith('!');
  const command = rest.replace(/^!/, '').trim();
  const when =
    (step: Step): Step =>
    (stream) =>
      address.test(stream.line) === wanted && step(stream);
  if (command !== '{') return { step: when(commandOf(command)), next: at + 1 };
  const { steps, next } = blockOf(lines, at + 1);
  if (next === lines.length) throw new SedError('a { without }');
  return { step: when((stream) => run(steps, stream)), next: next + 1 };
}

function commandOf(text: string): Step {
  if (text === 'b') return () => true;
  if (text === 'n') return nextLine;
  if (!text.startsWith('s')) throw new SedError(`unknown command ${text}`);
  const { parts, rest } = delimited(text.slice(1), 2);
  if (rest !== '' && rest !== 'g') throw new SedError(`unknown flag ${rest}`);
  const pattern = new RegExp(extended(parts[0] ?? ''), `s${rest}`);
  const replacement = (parts[1] ?? '').replaceAll('$', '$$$$').replaceAll(/\\(\d)/g, '$$$1');
  return (stream) => {
    stream.line = stream.line.replace(pattern, replacement);
    return false;
  };
}

/** Prints the line in hand and takes the next; where there is none, the program ends. */
function nextLine(stream: Stream): boolean {
  stream.out.push(stream.line);
  stream.at += 1;
  const next = stream.lines[stream.at];
  if (next !== undefined) stream.line = next;
  return next === undefined;
}

/** Cuts `#a#b#rest` at its delimiter; one that stands in brackets, or is escaped, is none. */
function delimited(
  text: string,
  count: number,
): { readonly parts: readonly string[]; readonly rest: string } {
  const delimiter = text.charAt(0);
  const parts: string[] = [];
  let at = 1;
  let start = 1;
  while (at < text.length && parts.length < count) {
    if (text.charAt(at) === delimiter) {
      parts.push(text.slice(start, at));
      at += 1;
      start = at;
    } else at = tokenEnd(text, at, parts.length === 0);
  }
  if (parts.length < count) throw new SedError(`unfinished ${text}`);
  return { parts, rest: text.slice(at) };
}

/** Where a character of an expression ends, with its backslash or its whole bracket. */
function tokenEnd(text: string, at: number, isExpression: boolean): number {
  if (text.charAt(at) === '\\') return at + 2;
  return isExpression && text.charAt(at) === '[' ? bracketEnd(text, at) : at + 1;
}

const CLASSES: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  space: ' \\t\\n\\v\\f\\r',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

/** A POSIX extended expression as one of this language; they differ in brackets alone, as far as is used here. */
function extended(source: string): string {
  let out = '';
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === '\\') {
      out += source.slice(at, at + 2);
      at += 1;
    } else if (character === '[') {
      const end = bracketEnd(source, at);
      out += bracket(source.slice(at + 1, end - 1));
      at = end - 1;
    } else out += character === '/' ? '\\/' : character;
  }
  return out;
}

/** Position after the `]` of a bracket: one that stands first is a member. */
function bracketEnd(source: string, start: number): number {
  let at = start + 1;
  if (source.charAt(at) === '^') at += 1;
  if (source.charAt(at) === ']') at += 1;
  while (at < source.length && source.charAt(at) !== ']') {
    at = source.startsWith('[:', at) ? source.indexOf(':]', at) + 2 : at + 1;
  }
  return at + 1;
}

function bracket(body: string): string {
  const negated = body.startsWith('^');
  const members = (negated ? body.slice(1) : body).replaceAll(
    /\[:(\w+):\]|[\\\][]/g,
    (text: string, name?: string) => (name === undefined ? `\\${text}` : (CLASSES[name] ?? '')),
  );
  return `[${negated ? '^' : ''}${members}]`;
}
