import type { CheckMeta } from '../model/check.ts';
import { type Mismatch, notApplicable, passUnless } from '../model/verdict.ts';
import { presentStats } from '../probes/files/present-stats.ts';
import { type FileStat, octal } from '../probes/files/stat.ts';
import { type Check, defineCheck, type Need, required } from './define-check.ts';
import { noneOf } from './none-of.ts';

/** Files that decide what a root daemon does. */
export interface FileOwnerRow
  extends Pick<
    CheckMeta,
    'id' | 'title' | 'severity' | 'level' | 'rationale' | 'remedy' | 'references'
  > {
  readonly area?: CheckMeta['area'];
  readonly tags: readonly string[];
  /** Paths and patterns; what is not there is not judged. */
  readonly paths: readonly [string, ...string[]];
  /** Most permissions of a file; 0644 unless said. */
  readonly fileMode?: number;
  /** Most permissions of a folder; 0755 unless said. */
  readonly folderMode?: number;
  /** Folders of the paths that nobody else may write to either; judged where one of the paths is. */
  readonly folders?: readonly string[];
}

export type FileOwnerCheck = Check<
  {
    readonly found: Need<readonly FileStat[], readonly FileStat[]>;
    readonly folders: Need<readonly FileStat[], readonly FileStat[]>;
  },
  undefined
>;

/** One check a row: all of it belongs to root, and nobody else can change it. */
export function fileOwnerChecks(rows: readonly FileOwnerRow[]): readonly FileOwnerCheck[] {
  return rows.map(({ area, paths, fileMode, folderMode, folders = [], ...meta }) =>
    defineCheck({
      ...meta,
      area: area ?? 'daemon',
      needs: {
        found: required(presentStats(paths)),
        folders: required(presentStats(folders)),
      },
      evaluate: ({ found, folders: parents }) => {
        // A unit that is masked leads to /dev/null.
        const files = found.filter(({ type }) => type !== 'device');
        if (files.length === 0) return notApplicable(noneOf(paths));
        const holding = parents.filter(({ path }) =>
          files.some((file) => file.path.startsWith(`${path}/`)),
        );
        return passUnless(
          [
            ...files.flatMap((file) => mismatches(file, limitOf(file, fileMode, folderMode))),
            ...holding.flatMap((folder) => mismatches(folder, 0o7755)),
          ],
          `${files.length === 1 ? files[0]?.path : `${files.length} files`}: root’s alone to change`,
        );
      },
    }),
  );
}

const limitOf = ({ type }: FileStat, file = 0o644, folder = 0o755): number =>
  type === 'directory' ? folder : file;

function mismatches({ path, mode, uid, gid, owner, group }: FileStat, most: number): Mismatch[] {
  const wrong: Mismatch[] = [];
  if (uid !== 0) {
    wrong.push({ subject: `${path} owner`, expected: 'root', actual: `${owner} (${uid})` });
  }
  if (gid !== 0) {
    wrong.push({ subject: `${path} group`, expected: 'root', actual: `${group} (${gid})` });
  }
  if ((mode & ~most) !== 0) {
    wrong.push({
      subject: `${path} mode`,
      expected: `${octal(most)} or stricter`,
      actual: octal(mode),
    });
  }
  return wrong;
}
