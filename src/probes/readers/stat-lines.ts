import { endedByDeadline, type FrameText, type Reader } from '../reader.ts';
import { ownersIn } from './path-argument.ts';

/**
 * Splits what stat(1) printed by the path that ends each line.
 * @param fields that stand before the path, parted by `|`.
 */
export const statLines =
  (fields: number): Reader['split'] =>
  (frame, args) =>
    splitLines(frame, args, fields);

function splitLines(
  frame: FrameText,
  args: readonly string[],
  fields: number,
): ReadonlyMap<string, FrameText> {
  const owners = ownersIn(args);
  const pathOf = (line: string): string => line.split('|').slice(fields).join('|');
  const lines = linesByArgument(frame.stdout, (line) => owners(pathOf(line)));
  const complaints = linesByArgument(frame.stderr, (line) => owners(complainedOf(line)));
  const broken = frame.cut === true || endedByDeadline(frame.exit) || frame.exit > 128;
  const outputOf = (stdout = '', stderr = ''): FrameText => ({
    exit: stdout === '' ? frame.exit || 1 : stderr === '' ? 0 : 1,
    stdout,
    stderr,
    ...(broken && stderr === '' ? { cut: true } : {}),
  });
  return new Map(args.map((arg) => [arg, outputOf(lines.get(arg), complaints.get(arg))]));
}

/**
 * GNU: `stat: cannot statx '/x': …`; busybox: `stat: can't stat '/x': …`; toybox: `stat: /x: …`.
 * By positions: an expression that tries every quote against every other takes hours for a hostile line.
 */
function complainedOf(line: string): string {
  const colon = line.lastIndexOf(': ');
  const quote = line.indexOf(" '");
  if (quote !== -1 && line.charAt(colon - 1) === "'") return line.slice(quote + 2, colon - 1);
  return line.startsWith('stat: ') ? line.slice('stat: '.length, colon) : '';
}

/** A path that several arguments name comes as often; it counts once for each of them. */
function linesByArgument(
  output: string,
  owners: (line: string) => readonly string[],
): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>();
  for (const line of output.split('\n')) {
    for (const arg of line === '' ? [] : owners(line)) {
      found.set(arg, (found.get(arg) ?? new Set()).add(`${line}\n`));
    }
  }
  return new Map([...found].map(([arg, lines]) => [arg, [...lines].join('')]));
}
