import type { Plan } from '../collector/plan.ts';
import { type Fact, readingsOf } from '../probes/fact.ts';
import { type Reader, type Reading, readingKey } from '../probes/reader.ts';
import { clock } from '../probes/readers/clock.ts';

/** A plan without its shell: what a reader does is never taken from elsewhere. */
export type NamedPlan = readonly { readonly reader: string; readonly args: readonly string[] }[];

export const namedPlan = (plan: Plan): NamedPlan =>
  plan.map(({ reader, args }) => ({ reader: reader.name, args }));

/** Everything that a worker is willing to read. */
export interface KnownReadings {
  readonly readers: ReadonlyMap<string, Reader>;
  /** `reader:argument` */
  readonly keys: ReadonlySet<string>;
}

/** What the checks of this machine could ever read. */
export function knownReadings(facts: Iterable<Fact<unknown>>): KnownReadings {
  const readings: Reading[] = [{ reader: clock, arg: '' }];
  for (const fact of facts) readings.push(...readingsOf(fact));
  return {
    readers: new Map(readings.map(({ reader }) => [reader.name, reader])),
    keys: new Set(readings.map(readingKey)),
  };
}

/**
 * The plan that names stand for. Whoever can write to the queue chooses among what checks read, and can
 * add nothing: not a command, and not a path.
 * @returns the key of a reading that no check here asks for, where there is one.
 */
export function planFromNames(
  named: NamedPlan,
  { readers, keys }: KnownReadings,
): { readonly plan: Plan } | { readonly unknown: string } {
  const plan: { reader: Reader; args: readonly string[] }[] = [];
  for (const { reader: name, args } of named) {
    const reader = readers.get(name);
    const unknown = args.map((arg) => `${name}:${arg}`).find((key) => !keys.has(key));
    if (reader === undefined || unknown !== undefined) return { unknown: unknown ?? name };
    plan.push({ reader, args });
  }
  return { plan };
}
