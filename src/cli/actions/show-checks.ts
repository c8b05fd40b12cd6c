import { type AnyCheck, metaOf, readingKeysOf } from '../../kit/define-check.ts';
import { parameterNames } from '../../kit/parameters.ts';
import { AREAS, type CheckMeta } from '../../model/check.ts';
import { UsageError } from '../../model/errors.ts';
import { meant } from '../../model/nearest.ts';
import { catalogueWith, type OwnCheckPaths } from '../own-checks.ts';
import { openPolicies } from '../policies.ts';

interface ListOptions extends OwnCheckPaths {
  readonly profile?: string | undefined;
  readonly format: 'text' | 'json';
}

/** Prints the checks of a profile, or all. */
export function listChecks(options: ListOptions): void {
  const { profile, format } = options;
  const metas: readonly CheckMeta[] =
    profile === undefined
      ? catalogueWith(options).checks.map(metaOf)
      : openPolicies({ ...options, profile })
          .policyOf({})
          .checks.map(({ meta }) => meta);
  if (format === 'json') {
    console.log(JSON.stringify(metas, null, 2));
    return;
  }
  for (const [area, name] of Object.entries(AREAS)) {
    const those = metas.filter((meta) => meta.area === area);
    if (those.length === 0) continue;
    console.log(`\n${name}`);
    for (const { id, severity, level, title } of those) {
      console.log(`  ${severity.padEnd(8)} ${level}  ${id.padEnd(46)} ${title}`);
    }
  }
}

/** Prints all that is known of one check. @throws UsageError naming the nearest ids. */
export function showCheck(id: string, options: Omit<ListOptions, 'profile'>): void {
  const { format } = options;
  const { checks } = catalogueWith(options);
  const check = checks.find((known) => known.id === id);
  if (check === undefined) {
    const hint = meant(
      id,
      checks.map((known) => known.id),
    );
    throw new UsageError(`there is no check ${id}; ${hint ?? 'see `hostward checks list`'}`);
  }
  if (format === 'json') console.log(JSON.stringify(metaOf(check), null, 2));
  else console.log(textOf(check));
}

function textOf(check: AnyCheck): string {
  return [
    `${check.id}: ${check.title}`,
    ...(check.origin === undefined ? [] : [`of ${check.origin}`]),
    `${check.severity}, level ${check.level}, ${AREAS[check.area as keyof typeof AREAS]}`,
    `\nWhy\n  ${check.rationale}`,
    `\nReads\n${readingKeysOf(check)
      .map((key) => `  ${key}`)
      .join('\n')}`,
    ...parametersOf(check),
    ...(check.since === undefined ? [] : [`\nSince\n  ${check.since}`]),
    `\nRemedy\n  ${check.remedy}`,
    `\nReferences\n  ${check.references.join('\n  ')}`,
  ].join('\n');
}

/** What a profile may set, with its default. */
function parametersOf(check: AnyCheck): readonly string[] {
  const names = parameterNames(check);
  if (names.length === 0) return [];
  const defaults = new Map<string, unknown>(Object.entries(check.params?.parse({}) ?? {}));
  const lines = names.map(
    (name) => `  ${name}: ${JSON.stringify(defaults.get(name)) ?? 'not set'}`,
  );
  return [`\nParameters, with their defaults\n${lines.join('\n')}`];
}
