import type { CheckMeta } from '../model/check.ts';
import { type Observation, value } from '../model/observation.ts';
import { type CheckVerdict, type Mismatch, notApplicable, passUnless } from '../model/verdict.ts';
import { visibleLine } from '../model/visible-text.ts';
import { type Derived, derived, type Fact } from '../probes/fact.ts';
import { type Keepers, keepers } from '../probes/paths/keepers.ts';
import type { KeptPath, KeptPaths, PathsToKeep } from '../probes/paths/kept-paths.ts';
import { type AnyCheck, defineCheck, required } from './define-check.ts';

export interface KeptPathRow extends CheckMeta {
  readonly paths: Fact<KeptPaths>;
}

/** One check a row. It fails for each path that somebody else can change; one that cannot be seen makes it unknown. */
export function keptPathChecks(rows: readonly KeptPathRow[]): readonly AnyCheck[] {
  return rows.map(({ paths, ...meta }) => {
    const verdict: Derived<CheckVerdict> = derived(
      `kept-paths:${meta.id}`,
      { asked: paths, keepers },
      ({ asked, keepers: seen }): Observation<CheckVerdict> => {
        if (asked.state !== 'value') return asked;
        if ('none' in asked.value) return value(notApplicable(asked.value.none));
        return seen.state === 'value' ? verdictOf(asked.value, seen.value) : seen;
      },
    );
    return defineCheck({
      ...meta,
      needs: { verdict: required(verdict) },
      evaluate: ({ verdict: answer }) => answer,
    });
  });
}

/** Mismatches that one check shows. */
const MOST = 200;

function verdictOf(
  { paths, wrong = [], blind, note }: PathsToKeep,
  { weakness }: Keepers,
): Observation<CheckVerdict> {
  const looked = paths.map((one) => ({ one, seen: weakness(one.path, one.uid) }));
  const weak = looked.flatMap(({ one, seen }) =>
    seen.state === 'value' && seen.value !== undefined ? [mismatchOf(one, seen.value)] : [],
  );
  const found = [...new Map([...wrong, ...weak].map((each) => [each.subject, each])).values()];
  if (found.length > 0) return value(passUnless(shortened(found), ''));
  const hidden = blind ?? looked.map(({ seen }) => seen).find(({ state }) => state !== 'value');
  if (hidden !== undefined && hidden.state !== 'value') return hidden;
  const different = new Set(paths.map(({ path }) => path)).size;
  return value(passUnless([], note ?? `${different} paths, and the folders above them`));
}

const mismatchOf = ({ from, path, uid = 0 }: KeptPath, actual: string): Mismatch => ({
  subject: visibleLine(from === '' ? path : `${from}: ${path}`, 300),
  expected: uid === 0 ? 'only root can change it' : 'only root and the account can change it',
  actual,
});

function shortened(found: readonly Mismatch[]): readonly Mismatch[] {
  if (found.length <= MOST) return found;
  const rest = { subject: 'others', expected: 'none', actual: `${found.length - MOST} more` };
  return [...found.slice(0, MOST), rest];
}
