import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** What a module loads before anything runs, by path or name; types are loaded by nobody. */
function loadedBy(file: string): readonly string[] {
  const source = readFileSync(join(root, file), 'utf8');
  const statements = source.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from\s+'([^']+)'/gm);
  return [...statements].map(([, target = '']) =>
    target.startsWith('.') ? join(dirname(file), target) : target,
  );
}

function closureOf(file: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const target of loadedBy(file)) {
    if (seen.has(target)) continue;
    seen.add(target);
    if (target.endsWith('.ts')) closureOf(target, seen);
  }
  return seen;
}

it('knows its commands without loading a check, a probe, a store or a parser', () => {
  const loaded = [...closureOf('src/cli/main.ts')];
  expect(loaded).toContain('src/cli/commands/audit.ts');
  const heavy = /^(checks|src\/(probes|kit|engine|store|transports|collector)|yaml|zod|ssh2)\b/;
  expect(loaded.filter((target) => heavy.test(target))).toEqual([]);
});
