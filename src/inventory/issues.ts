import type { z } from 'zod';
import { nearest } from '../model/nearest.ts';
import type { YamlDocument } from '../yaml/document.ts';
import { isContainer, reportIssue, valueAt } from '../yaml/structure.ts';
import { Inventory, isLoneSetting, knownKeys } from './schema.ts';

type Issue = z.core.$ZodIssue;

/**
 * The inventory in its own type. Problems are reported, and where they leave no doubt about the rest,
 * the rest is returned, so that one run of the command shows them all.
 * @throws UsageError when they do leave doubt.
 */
export function parseStructure(document: YamlDocument): Inventory {
  const { value } = document;
  for (let last = false; ; last = true) {
    const { data, error } = Inventory.safeParse(value);
    if (data !== undefined) return data;
    for (const issue of error.issues) reportIssue(document, issue, knownKeys, 'inventory');
    const lone = error.issues.every((issue) => removeLone(value, issue));
    if (last || !lone) document.throwProblems();
  }
}

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
