import { resolve } from 'node:path';
import { type AnyCheck, factsOf } from '../kit/define-check.ts';
import { UsageError } from '../model/errors.ts';
import { visibleLine } from '../model/visible-text.ts';
import { type Fact, readingsOf } from '../probes/fact.ts';
import type { Reader } from '../probes/reader.ts';
import { isPattern, patternOf } from '../probes/readers/path-argument.ts';
import { loadModuleChecks } from './load-module.ts';
import { loadYamlChecks, type WrittenCheck } from './load-yaml.ts';
import { textSource } from './text-source.ts';

export interface OwnCheckOptions {
  /** What comes with hostward: ids that are taken, readings that are shared. */
  readonly builtIn: readonly AnyCheck[];
  /** What every audit reads besides. */
  readonly always: readonly Fact<unknown>[];
  readonly allowCustomProbes: boolean;
}

/**
 * Users' own checks: YAML files, and modules of JavaScript or TypeScript.
 * @throws UsageError with every problem of the first file that has any.
 */
export function loadOwnChecks(
  paths: readonly string[],
  { builtIn, always, allowCustomProbes }: OwnCheckOptions,
): readonly WrittenCheck[] {
  if (paths.length === 0) return [];
  const readings = [...builtIn.flatMap(factsOf), ...always].flatMap(readingsOf);
  const known = new Set<Reader>(readings.map(({ reader }) => reader));
  const texts = readings.filter(({ reader }) => reader.exclusive).map(({ arg }) => arg);
  const textOf = textSource([...new Set(texts)]);
  const loaded = [...new Set(paths.map((path) => resolve(path)))].flatMap((file) =>
    isYaml(file)
      ? loadYamlChecks(file, textOf)
      : loadModuleChecks(file, { known, allowCustom: allowCustomProbes }).map((check) => ({
          check: Object.freeze({ ...check, origin: visibleLine(file) }),
          position: visibleLine(file),
        })),
  );
  refuseTaken(loaded, builtIn);
  refuseOverlap(loaded, texts);
  return loaded;
}

const isYaml = (file: string): boolean => /\.ya?ml$/i.test(file);

function refuseTaken(loaded: readonly WrittenCheck[], builtIn: readonly AnyCheck[]): void {
  const taken = new Map(builtIn.map(({ id }) => [id, 'comes with hostward']));
  for (const { check, position } of loaded) {
    const whose = taken.get(check.id);
    if (whose !== undefined) {
      throw new UsageError(`${position} the id ${check.id} ${whose}; expected one of its own`);
    }
    taken.set(check.id, `stands at ${position} already`);
  }
}

/** A file that a path and a pattern name would come twice, and its text belong to neither. */
function refuseOverlap(loaded: readonly WrittenCheck[], texts: readonly string[]): void {
  const own = loaded.flatMap(({ check, position }) =>
    factsOf(check)
      .flatMap(readingsOf)
      .filter(({ reader }) => reader.exclusive)
      .map(({ arg }) => ({ arg, position, id: check.id })),
  );
  const all = new Set([...texts, ...own.map(({ arg }) => arg)]);
  for (const { arg, position, id } of own) {
    const twin = [...all].find((other) => other !== arg && overlap(arg, other));
    if (twin !== undefined) {
      throw new UsageError(
        `${position} ${id} reads ${visibleLine(arg, 200)}, which other checks read as ${twin}; read it as that`,
      );
    }
  }
}

const overlap = (a: string, b: string): boolean =>
  (isPattern(a) && patternOf(a).test(b)) || (isPattern(b) && patternOf(b).test(a));
