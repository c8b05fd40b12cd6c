import type { CheckMeta } from '../model/check.ts';
import { type Mismatch, notApplicable, passUnless } from '../model/verdict.ts';
import { presentStats } from '../probes/files/present-stats.ts';
import { type FileStat, octal } from '../probes/files/stat.ts';
import { UNIT_DIRS } from '../probes/systemd/unit-files.ts';
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
  /** An account besides root that it may belong to, with a group of the same name. */
  readonly account?: string;
  /** Copies that users keep: of any owner, with no more permissions than the rest. */
  readonly copies?: readonly string[];
  /** Folders of the paths that nobody else may write to either; judged where one of the paths is. */
  readonly folders?: readonly string[];
}

export type FileOwnerCheck = Check<
  {
    readonly found: Need<readonly FileStat[], readonly FileStat[]>;
    readonly copies: Need<readonly FileStat[], readonly FileStat[]>;
    readonly folders: Need<readonly FileStat[], readonly FileStat[]>;
  },
  undefined
>;

/** One check a row: all of it belongs to root, and nobody else can change it. */
export function fileOwnerChecks(rows: readonly FileOwnerRow[]): readonly FileOwnerCheck[] {
  return rows.map((row) => {
    const { area, paths, fileMode, folderMode, account, copies, folders = [], ...meta } = row;
    return defineCheck({
      ...meta,
      area: area ?? 'daemon',
      needs: {
        found: required(presentStats(paths)),
        copies: required(presentStats(copies ?? [])),
        folders: required(presentStats(folders)),
      },
      evaluate: ({ found, copies: kept, folders: parents }) => {
        // A unit that is masked leads to /dev/null.
        const files = found.filter(({ type }) => type !== 'device');
        const all = [...files, ...kept];
        if (all.length === 0) return notApplicable(noneOf(paths));
        const holding = parents.filter(({ path }) =>
          files.some((file) => file.path.startsWith(`${path}/`)),
        );
        return passUnless(
          [
            ...files.flatMap((file) =>
              mismatches(file, limitOf(file, fileMode, folderMode), account),
            ),
            ...kept.flatMap((file) => modeMismatch(file, limitOf(file, fileMode, folderMode))),
            ...holding.flatMap((folder) => mismatches(folder, 0o7755)),
          ],
          `${all.length === 1 ? all[0]?.path : `${all.length} files`}: ${account === undefined && kept.length === 0 ? 'root’s alone to change' : 'nobody else can change it'}`,
        );
      },
    });
  });
}

/** A unit's file, the folder of its drop-ins and these, wherever systemd looks for them. */
export const unitPaths = (name: string): readonly [string, ...string[]] => [
  `/etc/systemd/system/${name}`,
  ...UNIT_DIRS.slice(1).map((dir) => `${dir}/${name}`),
  ...UNIT_DIRS.flatMap((dir) => [`${dir}/${name}.d`, `${dir}/${name}.d/*.conf`]),
];

const limitOf = ({ type }: FileStat, file = 0o644, folder = 0o755): number =>
  type === 'directory' ? folder : file;

function mismatches(file: FileStat, most: number, account?: string): Mismatch[] {
  const { path, uid, gid, owner, group } = file;
  const expected = account === undefined ? 'root' : `root or ${account}`;
  const wrong: Mismatch[] = [];
  if (uid !== 0 && owner !== account) {
    wrong.push({ subject: `${path} owner`, expected, actual: `${owner} (${uid})` });
  }
  if (gid !== 0 && group !== account) {
    wrong.push({ subject: `${path} group`, expected, actual: `${group} (${gid})` });
  }
  return [...wrong, ...modeMismatch(file, most)];
}

const modeMismatch = ({ path, mode }: FileStat, most: number): Mismatch[] =>
  (mode & ~most) === 0
    ? []
    : [
        {
          subject: `${path} mode`,
          expected: `${octal(most)} or stricter`,
          actual: octal(mode),
        },
      ];
