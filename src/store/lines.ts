import { createReadStream } from 'node:fs';

/**
 * The whole lines of a file. Lines end at line feeds alone: node:readline also splits at U+2028,
 * which JSON leaves in its strings. A last line without its end was cut off, and is left out.
 */
export async function* linesOf(file: string): AsyncIterable<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const [first = '', ...others] = String(chunk).split('\n');
    const pieces = [rest + first, ...others];
    rest = pieces.pop() ?? '';
    yield* pieces;
  }
}
