import type { CheckMeta } from '../model/check.ts';
import { type Mismatch, notApplicable, passUnless } from '../model/verdict.ts';
import { presentStats } from '../probes/files/present-stats.ts';
import { type FileStat, octal } from '../probes/files/stat.ts';
import { type Check, defineCheck, type Need, required } from './define-check.ts';
import { noneOf } from './none-of.ts';

/** Paths that share their limits. What is not there is not judged. */
export interface FileLimit {
  /** Paths and patterns. */
  readonly paths: readonly [string, ...string[]];
  /** Most permissions of a file, and of a folder. */
  readonly file: number;
  readonly folder: number;
  /** Bits that a folder must have. */
  readonly folderNeeds?: number;
  /** Accounts besides root that may own it. */
  readonly owners?: readonly string[];
  /** Groups besides root's that it may belong to. */
  readonly groups?: readonly string[];
}

export interface FileLimitRow extends CheckMeta {
  readonly limits: readonly [FileLimit, ...FileLimit[]];
}

export type FileLimitCheck = Check<
  { readonly [part: string]: Need<readonly FileStat[], readonly FileStat[]> },
  undefined
>;

/** One check a row: files with limits that differ from path to path, and groups of their own. */
export function fileLimitChecks(rows: readonly FileLimitRow[]): readonly FileLimitCheck[] {
  return rows.map(({ limits, ...meta }) =>
    defineCheck({
      ...meta,
      needs: Object.fromEntries(
        limits.map(({ paths }, at) => [`part${at}`, required(presentStats(paths))]),
      ),
      evaluate: (seen: Readonly<Record<string, readonly FileStat[]>>) => {
        const parts = limits.map((limit, at) => ({ limit, files: filesIn(seen[`part${at}`]) }));
        const all = parts.flatMap(({ files }) => files);
        if (all.length === 0) return notApplicable(noneOf(limits.flatMap(({ paths }) => paths)));
        const names = all.map(({ path, mode }) => `${path} ${octal(mode)}`);
        return passUnless(
          parts.flatMap(({ limit, files }) => files.flatMap((file) => mismatches(file, limit))),
          names.length > 3 ? `${names.length} files and folders` : names.join(', '),
        );
      },
    }),
  );
}

/** A link to /dev/null masks a unit or a drop-in. */
const filesIn = (found: readonly FileStat[] = []): readonly FileStat[] =>
  found.filter(({ type }) => type !== 'device');

function mismatches(file: FileStat, limit: FileLimit): readonly Mismatch[] {
  const { path, type, mode, uid, gid, owner, group } = file;
  const { owners = [], groups = [], folderNeeds = 0 } = limit;
  const most = type === 'directory' ? limit.folder : limit.file;
  const needs = type === 'directory' ? folderNeeds : 0;
  const found: Mismatch[] = [];
  if (uid !== 0 && !owners.includes(owner)) {
    const expected = ['root', ...owners].join(' or ');
    found.push({ subject: `${path} owner`, expected, actual: `${owner} (${uid})` });
  }
  if (gid !== 0 && !groups.includes(group)) {
    const expected = ['root', ...groups].join(' or ');
    found.push({ subject: `${path} group`, expected, actual: `${group} (${gid})` });
  }
  if ((mode & ~most) !== 0 || (mode & needs) !== needs) {
    const expected = needs === 0 ? `${octal(most)} or stricter` : octal(most);
    found.push({ subject: `${path} mode`, expected, actual: octal(mode) });
  }
  return found;
}
