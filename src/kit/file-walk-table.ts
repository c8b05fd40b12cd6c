import type { CheckMeta } from '../model/check.ts';
import { type Gap, type Observation, value } from '../model/observation.ts';
import { type CheckVerdict, type Mismatch, passUnless } from '../model/verdict.ts';
import { type Derived, derived, type Fact } from '../probes/fact.ts';
import { type FileWalk, fileWalk } from '../probes/filesystem/odd-files.ts';
import { WALK_DEPTH } from '../probes/readers/odd-files.ts';
import { type AnyCheck, defineCheck, required } from './define-check.ts';

/** What must not be found on the host's own file systems. */
export interface FileWalkRow extends CheckMeta {
  /** Set where capabilities are what is looked for. */
  readonly ofCapabilities?: true;
  readonly wrong: (walk: FileWalk, folders: readonly FolderMode[]) => readonly Mismatch[];
}

/** A folder that the walk does not list: it is not open to everybody. */
export interface FolderMode {
  readonly path: string;
  readonly mode: number;
  readonly gid: number;
}

/** One check a row, whose title says how deep the walk goes. What is found counts even where the walk could not see everything. */
export function fileWalkChecks(
  rows: readonly FileWalkRow[],
  folders: Fact<readonly FolderMode[]>,
): readonly AnyCheck[] {
  return rows.map(({ wrong, ofCapabilities, ...meta }) =>
    defineCheck({
      ...meta,
      title: `${meta.title}, as far as ${WALK_DEPTH} folders deep`,
      needs: { verdict: required(verdictOf({ ...meta, wrong }, ofCapabilities, folders)) },
      evaluate: ({ verdict }) => verdict,
    }),
  );
}

/** Mismatches that one check shows; a broken umask can leave many thousands. */
const MOST = 200;

function verdictOf(
  { id, wrong }: FileWalkRow,
  ofCapabilities: true | undefined,
  folders: Fact<readonly FolderMode[]>,
): Derived<CheckVerdict> {
  return derived(
    `walk-verdict:${id}`,
    { walk: fileWalk, folders },
    ({ walk, folders: known }): Observation<CheckVerdict> => {
      if (walk.state !== 'value') return walk;
      const found = wrong(walk.value, known.state === 'value' ? known.value : []);
      if (found.length > 0) return value(passUnless(shortened(found), ''));
      const blind =
        gapOf(walk.value, ofCapabilities) ?? (known.state === 'value' ? undefined : known);
      return (
        blind ??
        value(
          passUnless([], `none within ${WALK_DEPTH} folders below ${walk.value.roots.join(', ')}`),
        )
      );
    },
  );
}

const gapOf = (walk: FileWalk, ofCapabilities: true | undefined): Gap | undefined =>
  ofCapabilities ? (walk.gap ?? walk.capabilityGap) : walk.gap;

function shortened(found: readonly Mismatch[]): readonly Mismatch[] {
  if (found.length <= MOST) return found;
  const rest = { subject: 'others', expected: 'none', actual: `${found.length - MOST} more` };
  return [...found.slice(0, MOST), rest];
}
