import { type Fact, readingsOf } from '../probes/fact.ts';
import type { Reader } from '../probes/reader.ts';
import { clock } from '../probes/readers/clock.ts';
import { isPattern, patternOf } from '../probes/readers/path-argument.ts';

/** One call of the script: a reader and all its arguments, sorted. */
export interface PlannedRead {
  readonly reader: Reader;
  readonly args: readonly string[];
}

/** Everything that one round trip reads, each reading once, in a stable order. */
export type Plan = readonly PlannedRead[];

/**
 * Merges what facts rest on. The same facts give the same plan in whatever order they come.
 * @throws Error when a path and a pattern overlap: the file would be read twice and owned by neither.
 */
export function planReadings(facts: Iterable<Fact<unknown>>): Plan {
  const byReader = new Map<string, { reader: Reader; args: Set<string> }>();
  const add = (reader: Reader, arg: string) => {
    const known = byReader.get(reader.name) ?? { reader, args: new Set<string>() };
    if (known.reader !== reader) throw new Error(`two readers are called ${reader.name}`);
    known.args.add(arg);
    byReader.set(reader.name, known);
  };
  for (const fact of facts) for (const { reader, arg } of readingsOf(fact)) add(reader, arg);
  byReader.delete(clock.name);

  const rest = [...byReader.values()]
    .sort((a, b) => (a.reader.name < b.reader.name ? -1 : 1))
    .map(({ reader, args }) => ({ reader, args: [...args].sort() }));
  for (const { reader, args } of rest) if (reader.exclusive) refuseOverlap(reader, args);
  return [{ reader: clock, args: [''] }, ...rest];
}

function refuseOverlap(reader: Reader, args: readonly string[]): void {
  for (const pattern of args.filter(isPattern)) {
    const matches = patternOf(pattern);
    const twice = args.find((arg) => arg !== pattern && matches.test(arg));
    if (twice) throw new Error(`${reader.name} would read ${twice} twice: ${pattern} names it too`);
  }
}
