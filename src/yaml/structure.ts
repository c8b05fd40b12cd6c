import type { z } from 'zod';
import { nearest } from '../model/nearest.ts';
import { quoted } from '../model/quoted.ts';
import type { YamlDocument } from './document.ts';
import type { Path } from './location.ts';

type Issue = z.core.$ZodIssue;

/** The keys that a format knows at a path. */
export type KnownKeys = (path: Path) => readonly string[];

/**
 * A file in the type of its format.
 * @param what names the file where all of it is missing: `profile`.
 * @throws UsageError with every problem.
 */
export function parseStrictly<T>(
  document: YamlDocument,
  schema: z.ZodType<T>,
  known: KnownKeys,
  what: string,
): T {
  const { data, error } = schema.safeParse(document.value);
  if (error === undefined) return data;
  for (const issue of error.issues) reportIssue(document, issue, known, what);
  document.throwProblems();
  throw error;
}

/** Notes one issue of zod at its place; its message is the second half: "found …; expected <message>". */
export function reportIssue(
  document: YamlDocument,
  issue: Issue,
  known: KnownKeys,
  what: string,
): void {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const branch = issue.code === 'invalid_union' ? meantBranch(issue.errors) : [];
  if (branch.length > 0) {
    for (const inner of branch) {
      reportIssue(document, { ...inner, path: [...path, ...inner.path] }, known, what);
    }
  } else if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys)
      document.report([...path, key], unknownKey(known(path), key), 'key');
  } else if (issue.code === 'invalid_key') {
    const expected = issue.issues[0]?.message ?? 'another name';
    document.report(path, `found ${quoted(String(path.at(-1)))}; expected ${expected}`, 'key');
  } else reportValue(document, issue, path, what);
}

function reportValue(document: YamlDocument, issue: Issue, path: Path, what: string): void {
  const isText = issue.code === 'invalid_type' && issue.expected === 'string';
  const value = valueAt(document.value, path);
  const hint = isText && value !== undefined && !isContainer(value) ? ', in quotes' : '';
  const name = String(path.at(-1) ?? what);
  document.report(path, `found ${found(value, name)}; expected ${issue.message}${hint}`);
}

/** Of several forms, the one that was meant: its kind fits, and something in it is wrong. */
function meantBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const inner = branches.find((issues) => issues.every(({ path }) => path.length > 0));
  const fitting = branches.find((issues) =>
    issues.every(({ code, path }) => path.length > 0 || code !== 'invalid_type'),
  );
  return inner ?? fitting ?? [];
}

function unknownKey(known: readonly string[], key: string): string {
  const near = nearest(key, known).map((name) => `"${name}"`);
  const expected = near.length > 0 ? near.join(' or ') : `one of ${known.join(', ')}`;
  return `unknown key ${quoted(key)}; expected ${expected}`;
}

/** What stands there, in words. */
function found(value: unknown, name: string): string {
  if (value === undefined) return `no "${name}"`;
  if (value === null) return 'nothing';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return `the ${typeof value} ${String(value)}`;
}

export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) at = isContainer(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  return at;
}

type Container = Record<string | number, unknown>;

export const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null;
