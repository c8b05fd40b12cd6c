import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUDIT_FACTS } from '../../src/engine/audit-host.ts';
import type { AnyCheck } from '../../src/kit/define-check.ts';
import { loadOwnChecks } from '../../src/own-checks/load.ts';
import type { WrittenCheck } from '../../src/own-checks/load-yaml.ts';

/** A folder of its own with one file in it. @returns the path of the file. */
export function fileWith(name: string, text: string, mode = 0o644): string {
  const path = join(mkdtempSync(join(tmpdir(), 'own-checks-')), name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

export const HEAD = `version: 1
checks:
  - id: site.check
    area: files
    title: It is as it should be
    severity: medium
    rationale: Else somebody gets in.
    remedy: Put it right.
`;

export const load = (
  paths: readonly string[],
  builtIn: readonly AnyCheck[] = [],
  allowCustomProbes = false,
): readonly WrittenCheck[] =>
  loadOwnChecks(paths, { builtIn, always: AUDIT_FACTS, allowCustomProbes });

/** The check that a YAML file of requirements makes. */
export function checkOf(requirements: string, builtIn: readonly AnyCheck[] = []): AnyCheck {
  const [made] = load([fileWith('checks.yaml', `${HEAD}${requirements}`)], builtIn);
  if (made === undefined) throw new Error('no check');
  return made.check;
}

/** What is wrong with a YAML file of requirements, without the folder. */
export function problemsOf(requirements: string): string {
  const path = fileWith('checks.yaml', `${HEAD}${requirements}`);
  try {
    load([path]);
  } catch (error) {
    return String(error instanceof Error ? error.message : error).replaceAll(path, 'checks.yaml');
  }
  return '';
}
