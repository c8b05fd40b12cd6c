import { createHash } from 'node:crypto';
import { type AnyCheck, metaOf, type Needs, readingKeysOf } from '../../kit/define-check.ts';
import { parameterSchema } from '../../kit/parameters.ts';

/**
 * SHA-256 of what a check is: what it says of itself, what it reads, its parameters, and the text of
 * its judgement, so that two runs can tell whether an update changed it. Code that the judgement
 * calls is not part of it: two runs of one hostward version have the same.
 */
export function contentHash(check: AnyCheck): string {
  const needs = Object.entries(check.needs as Needs).map(([name, { fact, absentIsEvidence }]) => [
    name,
    fact.key,
    absentIsEvidence,
  ]);
  const judgement = wordsOf(String(check.evaluate));
  const content = [
    metaOf(check),
    needs,
    readingKeysOf(check),
    parameterSchema(check) ?? null,
    judgement,
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Sources run as they are in development, and compiled in the package: only their layout differs. */
const wordsOf = (source: string): string =>
  source.replaceAll(/\s+/g, '').replaceAll(/,(?=[)\]}])/g, '');
