import {
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  type RunChanges,
} from '../../../src/model/changes.ts';
import { CHANGES_LISTED } from '../limits.ts';

/** What changed since an earlier run, small enough to keep: counts, and the worst of it. */
export interface ChangeSurvey extends Omit<RunChanges, 'changes'> {
  readonly worst: readonly Change[];
}

const ORDER = Object.keys(CHANGE_KINDS);
const rank = (kind: ChangeKind): number => ORDER.indexOf(kind);

/** Reads the changes once and keeps those that a page lists, worst kinds first. */
export async function surveyChanges(changes: RunChanges): Promise<ChangeSurvey> {
  const byKind = new Map<ChangeKind, Change[]>();
  for await (const change of changes.changes()) {
    const known = byKind.get(change.kind) ?? [];
    if (known.length < CHANGES_LISTED) known.push(change);
    byKind.set(change.kind, known);
  }
  const worst = [...byKind]
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .flatMap(([, known]) => known)
    .slice(0, CHANGES_LISTED);
  const { changes: _, ...counted } = changes;
  return { ...counted, worst };
}
