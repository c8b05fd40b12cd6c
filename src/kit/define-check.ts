import type { z } from 'zod';
import type { CheckMeta } from '../model/check.ts';
import type { CheckVerdict } from '../model/verdict.ts';
import { type Fact, readingsOf } from '../probes/fact.ts';
import { readingKey } from '../probes/reader.ts';

/** A need: a fact, and whether the check can read "the thing is not there". */
export interface Need<T, Seen> {
  readonly fact: Fact<T>;
  readonly absentIsEvidence: boolean;
  /** Never set; carries the type that the check sees. */
  readonly __seen?: Seen;
}

export type Needs = Readonly<Record<string, Need<unknown, unknown>>>;
type Seen<N extends Needs> = {
  readonly [K in keyof N]: N[K] extends Need<unknown, infer S> ? S : never;
};

/** Evidence that the check cannot do without. Anything but a value makes the verdict `unknown`. */
export const required = <T>(fact: Fact<T>): Need<T, T> => ({ fact, absentIsEvidence: false });

/** Evidence whose absence is itself an answer; the check sees `undefined` for "not there". */
export const orAbsent = <T>(fact: Fact<T>): Need<T, T | undefined> => ({
  fact,
  absentIsEvidence: true,
});

interface CheckContext<P> {
  readonly params: P;
  /** When the evidence was taken, never "now": judged again later, it gives the same verdict. */
  readonly collectedAt: string;
}

export interface Check<N extends Needs = Needs, P = unknown> extends CheckMeta {
  readonly needs: N;
  /** Release that first has what it asks for: `Linux 5.10`. */
  readonly since?: string;
  /** The file of a user's own check; absent where it comes with hostward. */
  readonly origin?: string;
  /** Must accept `{}`: every parameter has a default. */
  readonly params?: z.ZodType<P>;
  readonly evaluate: (evidence: Seen<N>, context: CheckContext<P>) => CheckVerdict;
  /**
   * Why good news is not certain: a line of a file that nobody understands, a container that could not be
   * read. The engine answers `unknown` with it in place of a pass or of "not applicable"; a failure stands.
   */
  readonly doubt?: (evidence: Seen<N>, context: CheckContext<P>) => string | undefined;
}

/** A check of any shape, as the engine handles it. */
// biome-ignore lint/suspicious/noExplicitAny: evaluate is contravariant in its evidence, so only `any` admits every check
export type AnyCheck = Check<any, any>;

export function defineCheck<const N extends Needs, P = undefined>(check: Check<N, P>): Check<N, P> {
  return Object.freeze(check);
}

/** The facts that a check names, whatever it makes of their absence. */
export function factsOf(check: AnyCheck): readonly Fact<unknown>[] {
  const needs: Needs = check.needs;
  return Object.values(needs).map(({ fact }) => fact);
}

/** What a check reads on a host, each reading once: `text:/etc/os-release`. */
export function readingKeysOf(check: AnyCheck): readonly string[] {
  return [...new Set(factsOf(check).flatMap(readingsOf).map(readingKey))];
}

/** What a check says of itself, without what it does. */
export function metaOf(check: AnyCheck): CheckMeta {
  const { id, area, title, severity, level, rationale, remedy, repair, references, tags } = check;
  return {
    id,
    area,
    title,
    severity,
    level,
    rationale,
    remedy,
    ...(repair === undefined ? {} : { repair }),
    references,
    tags,
  };
}
