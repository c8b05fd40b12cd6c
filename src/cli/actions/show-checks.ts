import { checks } from '../../../checks/index.ts';
import type { AnyCheck, Needs } from '../../kit/define-check.ts';
import { AREAS, type CheckMeta } from '../../model/check.ts';
import { UsageError } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';
import { readingsOf } from '../../probes/fact.ts';
import { readingKey } from '../../probes/reader.ts';
import { policyOf } from '../catalogue.ts';

interface ListOptions {
  readonly profile?: string | undefined;
  readonly format: 'text' | 'json';
}

/** Prints the checks of a profile, or all. */
export function listChecks({ profile, format }: ListOptions): void {
  const metas: readonly CheckMeta[] =
    profile === undefined ? checks.map(metaOf) : policyOf(profile).checks.map(({ meta }) => meta);
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
export function showCheck(id: string, { format }: { readonly format: 'text' | 'json' }): void {
  const check = checks.find((known) => known.id === id);
  if (check === undefined) {
    const ids = checks.map((known) => known.id);
    const near = nearest(id, ids);
    const hint =
      near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'see `hostward checks list`';
    throw new UsageError(`there is no check ${id}; ${hint}`);
  }
  if (format === 'json') console.log(JSON.stringify(metaOf(check), null, 2));
  else console.log(textOf(check));
}

function metaOf(check: AnyCheck): CheckMeta {
  const { id, area, title, severity, level, rationale, remedy, references, tags } = check;
  return { id, area, title, severity, level, rationale, remedy, references, tags };
}

function textOf(check: AnyCheck): string {
  const needs: Needs = check.needs;
  const reads = new Set(
    Object.values(needs).flatMap(({ fact }) => readingsOf(fact).map(readingKey)),
  );
  return [
    `${check.id}: ${check.title}`,
    `${check.severity}, level ${check.level}, ${AREAS[check.area as keyof typeof AREAS]}`,
    `\nWhy\n  ${check.rationale}`,
    `\nReads\n${[...reads].map((key) => `  ${key}`).join('\n')}`,
    `\nRemedy\n  ${check.remedy}`,
    `\nReferences\n  ${check.references.join('\n  ')}`,
  ].join('\n');
}
