import type { Observation } from '../model/observation.ts';
import type { RawOutput, Reading } from './reader.ts';

/** One fact, parsed from one reading. Two probes may look at the same reading; it is read once. */
export interface Probe<T> {
  /** `kind:argument`: `sysctl:kernel.kptr_restrict`. */
  readonly key: string;
  readonly reading: Reading;
  readonly parse: (raw: RawOutput) => Observation<T>;
}

/** A pure view over other facts, computed once a host. */
export interface Derived<T> {
  readonly key: string;
  readonly from: Facts;
  // biome-ignore lint/suspicious/noExplicitAny: contravariant in its inputs, so only `any` admits every view; `derived` types it
  readonly derive: (inputs: any) => Observation<T>;
}

export type Fact<T> = Probe<T> | Derived<T>;
export type Facts = Readonly<Record<string, Fact<unknown>>>;
export type FactValue<F> = F extends Fact<infer T> ? T : never;

/** A view that sees every state of its inputs, blindness included. */
export function derived<const F extends Facts, T>(
  key: string,
  from: F,
  derive: (inputs: { readonly [K in keyof F]: Observation<FactValue<F[K]>> }) => Observation<T>,
): Derived<T> {
  return { key, from, derive };
}

/** The readings that a fact rests on, directly or through other facts. */
export function readingsOf(fact: Fact<unknown>): readonly Reading[] {
  return 'reading' in fact ? [fact.reading] : Object.values(fact.from).flatMap(readingsOf);
}
