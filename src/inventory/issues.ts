import type { z } from 'zod';
import { nearest } from '../model/nearest.ts';
import type { InventoryDocument } from './document.ts';
import { quoted } from './quoted.ts';
import { Inventory, isLoneSetting, knownKeys } from './schema.ts';
import type { Path } from './yaml-location.ts';

type Issue = z.core.$ZodIssue;

/**
 * The inventory in its own type. Problems are reported, and where they leave no doubt about the rest,
 * the rest is returned, so that one run of the command shows them all.
 * @throws UsageError when they do leave doubt.
 */
export function parseStructure(document: InventoryDocument): Inventory {
  const { value } = document;
  for (let last = false; ; last = true) {
    const { data, error } = Inventory.safeParse(value);
    if (data !== undefined) return data;
    for (const issue of error.issues) reportIssue(document, issue);
    const lone = error.issues.every((issue) => removeLone(value, issue));
    if (last || !lone) document.throwProblems();
  }
}

function reportIssue(document: InventoryDocument, issue: Issue): void {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) document.report([...path, key], unknownKey(path, key), 'key');
  } else if (issue.code === 'invalid_key') {
    const expected = issue.issues[0]?.message ?? 'another name';
    document.report(path, `found ${quoted(String(path.at(-1)))}; expected ${expected}`, 'key');
  } else {
    const isText = issue.code === 'invalid_type' && issue.expected === 'string';
    const value = valueAt(document.value, path);
    const hint = isText && value !== undefined && !isContainer(value) ? ', in quotes' : '';
    document.report(path, `found ${found(value, path)}; expected ${issue.message}${hint}`);
  }
}

function unknownKey(path: Path, key: string): string {
  const known = knownKeys(path);
  const near = nearest(key, known).map((name) => `"${name}"`);
  const expected = near.length > 0 ? near.join(' or ') : `one of ${known.join(', ')}`;
  return `unknown key ${quoted(key)}; expected ${expected}`;
}

function found(value: unknown, path: Path): string {
  if (value === undefined) return `no "${path.at(-1) ?? 'inventory'}"`;
  if (value === null) return 'nothing';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return `the ${typeof value} ${String(value)}`;
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) at = isContainer(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  return at;
}

type Container = Record<string | number, unknown>;

const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null;

/** Takes away what an issue complains of, if no other part of the inventory can depend on it. */
function removeLone(value: unknown, issue: Issue): boolean {
  const level = issue.path.slice(0, issue.path[0] === 'defaults' ? 1 : 2).map(String);
  const settings = valueAt(value, level);
  const keys =
    issue.code === 'unrecognized_keys' && issue.path.length === level.length
      ? issue.keys
      : [String(issue.path[level.length] ?? '')];
  if (level.length === 0 || !isContainer(settings)) return false;
  const known = knownKeys(level);
  for (const key of keys) {
    // A misspelt "variables" or "hosts" would be missed by others.
    const meant = isLoneSetting(key) ? [key] : nearest(key, known);
    if (!meant.every(isLoneSetting) || key === '') return false;
    delete settings[key];
  }
  return true;
}
