import { quoted } from '../model/quoted.ts';

/** The hosts of one inventory. More is refused, never cut. */
export const MAX_HOSTS = 100_000;

/** A name with its ranges taken apart: `web[01:20].example.org`. */
export type NameRange =
  | { readonly ok: true; readonly count: number; readonly names: () => Generator<string> }
  /** What was found; what was expected. */
  | { readonly ok: false; readonly problem: string };

/** What may stand in one place of a name, made when asked for. */
interface Part {
  readonly count: number;
  readonly text: (index: number) => string;
}

const EXPECTED = 'expected [start:end] or [start:end:step], such as [01:20], [1:9:2] or [a:f]';
const RANGE =
  /^(?:(?<from>\d{1,15}):(?<to>\d{1,15})|(?<first>[a-z]):(?<last>[a-z])|(?<First>[A-Z]):(?<Last>[A-Z]))(?::(?<step>\d{1,15}))?$/;

/**
 * Numbers keep their leading zeros, ends are included, several ranges multiply
 * (the last one turns fastest). A name without brackets is itself.
 */
export function parseRange(pattern: string): NameRange {
  const parts: Part[] = [];
  let count = 1;
  for (const piece of pattern.split(/(\[[^[\]]*\])/)) {
    const part = parsePart(piece);
    if (typeof part === 'string') return { ok: false, problem: part };
    parts.push(part);
    count *= part.count;
  }
  if (count > MAX_HOSTS) {
    const shown = Number.isSafeInteger(count) ? count : 'countless';
    return {
      ok: false,
      problem: `${quoted(pattern)} makes ${shown} names; expected no more than ${MAX_HOSTS}`,
    };
  }
  return { ok: true, count, names: () => combine(parts, count) };
}

function* combine(parts: readonly Part[], count: number): Generator<string> {
  for (let number = 0; number < count; number++) {
    let name = '';
    let rest = number;
    for (const part of parts.toReversed()) {
      name = part.text(rest % part.count) + name;
      rest = Math.floor(rest / part.count);
    }
    yield name;
  }
}

function parsePart(piece: string): Part | string {
  if (!/[[\]]/.test(piece)) return { count: 1, text: () => piece };
  const groups = RANGE.exec(piece.slice(1, -1))?.groups;
  if (groups === undefined || !piece.startsWith('['))
    return `bad range ${quoted(piece)}; ${EXPECTED}`;
  const step = Number(groups['step'] ?? 1);
  const { from, to } = groups;
  const part =
    from !== undefined && to !== undefined
      ? numbers(from, to, step)
      : letters(
          groups['first'] ?? groups['First'] ?? '',
          groups['last'] ?? groups['Last'] ?? '',
          step,
        );
  return typeof part === 'string' ? `bad range ${quoted(piece)}: ${part}` : part;
}

function numbers(from: string, to: string, step: number): Part | string {
  const padded = [from, to].some((end) => end.length > 1 && end.startsWith('0'));
  if (padded && from.length !== to.length) {
    const width = Math.max(from.length, to.length);
    return `ends of unequal width; expected as many digits on both sides, [${from.padStart(width, '0')}:${to.padStart(width, '0')}]`;
  }
  const start = Number(from);
  const end = Number(to);
  return series(start, end, step, (n) => String(n).padStart(padded ? from.length : 0, '0'));
}

function letters(first: string, last: string, step: number): Part | string {
  return series(first.charCodeAt(0), last.charCodeAt(0), step, (n) => String.fromCharCode(n));
}

function series(
  start: number,
  end: number,
  step: number,
  text: (n: number) => string,
): Part | string {
  if (step === 0) return 'step 0; expected 1 or more';
  if (start > end) return 'it runs backwards; expected the smaller end first';
  return {
    count: Math.floor((end - start) / step) + 1,
    text: (index) => text(start + index * step),
  };
}
