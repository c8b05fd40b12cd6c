import type { ProfileChanges } from '../../model/profile.ts';
import type { Catalogue } from './catalogue.ts';
import { type Changer, type Draft, type DraftCheck, fresh } from './draft.ts';
import { checksNamed } from './select-checks.ts';

interface Choice extends ProfileChanges {
  /** Of what it includes itself. */
  readonly level: 1 | 2;
  /** Whether it begins with all checks where it includes nothing. */
  readonly fromAll: boolean;
}

/** Lays `include` and `exclude` over what was taken before. What changes nothing is a problem. */
export function choose(before: Draft, choice: Choice, by: Changer, catalogue: Catalogue): Draft {
  const draft = new Map(before);
  const excluded = choice.exclude?.map((selector, n) =>
    checksNamed(selector, catalogue, (path, problem) =>
      by.problems.push(`${by.position(['exclude', n, ...path])} ${problem}`),
    ),
  );
  for (const id of included(before, choice, by, catalogue)) {
    const check = catalogue.checks.find((each) => each.id === id);
    if (check !== undefined && !draft.has(id)) draft.set(id, fresh(check, by.name));
  }
  for (const [n, ids] of (excluded ?? []).entries()) {
    const gone = [...ids].filter((id) => draft.delete(id));
    if (gone.length === 0 && ids.size > 0) {
      const problem =
        'excludes nothing: no such check is taken here (any more); take the line away';
      by.problems.push(`${by.position(['exclude', n])} ${problem}`);
    }
  }
  return inOrder(draft, catalogue);
}

function included(
  before: Draft,
  { include, level, fromAll }: Choice,
  by: Changer,
  catalogue: Catalogue,
): readonly string[] {
  const levels = new Map(catalogue.checks.map((check) => [check.id, check.level]));
  const fits = (id: string): boolean => (levels.get(id) ?? 2) <= level;
  if (include === undefined) return fromAll ? [...levels.keys()].filter(fits) : [];
  const taken = new Set(before.keys());
  return include.flatMap((selector, n) => {
    const at = by.position(['include', n]);
    const ids = checksNamed(selector, catalogue, (path, problem) =>
      by.problems.push(`${by.position(['include', n, ...path])} ${problem}`),
    );
    const fitting = [...ids].filter(fits);
    if (ids.size > 0 && fitting.length === 0) {
      by.problems.push(`${at} includes nothing: such checks are of level 2; expected "level: 2"`);
    } else if (ids.size > 0 && fitting.every((id) => taken.has(id))) {
      by.problems.push(`${at} adds nothing: such checks are taken already; take the line away`);
    }
    for (const id of fitting) taken.add(id);
    return fitting;
  });
}

/** Policies list their checks as the registry does, whatever added them. */
function inOrder(draft: Draft, { checks }: Catalogue): Draft {
  return new Map(
    checks.flatMap(({ id }): (readonly [string, DraftCheck])[] => {
      const taken = draft.get(id);
      return taken === undefined ? [] : [[id, taken]];
    }),
  );
}
