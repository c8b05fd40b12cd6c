import { z } from 'zod';
import type { CheckMeta } from '../model/check.ts';
import { type Mismatch, notApplicable, passUnless } from '../model/verdict.ts';
import { presentStats } from '../probes/files/present-stats.ts';
import { type FileStat, octal } from '../probes/files/stat.ts';
import { type Check, defineCheck, type Need, required } from './define-check.ts';
import { noneOf } from './none-of.ts';

/** A socket that gives whoever can connect to it an engine, and so the host. */
export interface SocketRow
  extends Pick<
    CheckMeta,
    'id' | 'title' | 'severity' | 'level' | 'rationale' | 'remedy' | 'references'
  > {
  readonly engine: string;
  /** Paths and patterns. A socket may lie at any of them. */
  readonly paths: readonly [string, ...string[]];
  /** Groups besides root's that may own it, unless a profile names others. */
  readonly groups: readonly string[];
  /** Sockets that are made with the umask: only who may write, and so connect, is looked at. */
  readonly writeOnly?: true;
}

export type SocketCheck = Check<
  { readonly found: Need<readonly FileStat[], readonly FileStat[]> },
  { groups: string[] }
>;

/** One check a row. Connecting to a socket takes write permission on it (unix(7)). */
export function socketModeChecks(rows: readonly SocketRow[]): readonly SocketCheck[] {
  return rows.map(({ engine, paths, groups, writeOnly, ...meta }) =>
    defineCheck({
      ...meta,
      area: 'daemon',
      tags: [engine, 'socket'],
      params: z.object({ groups: z.array(z.string()).default([...groups]) }),
      needs: { found: required(presentStats(paths)) },
      evaluate: ({ found }, { params }) => {
        if (found.length === 0) return notApplicable(noneOf(paths));
        const others = writeOnly ? 0o002 : 0o007;
        return passUnless(
          found.flatMap((socket) => mismatches(socket, params.groups, others)),
          found.map(shownStat).join('; '),
        );
      },
    }),
  );
}

function mismatches(
  socket: FileStat,
  groups: readonly string[],
  others: number,
): readonly Mismatch[] {
  const { path, type, mode, uid, gid, owner, group } = socket;
  if (type !== 'socket') {
    return [{ subject: `${path} type`, expected: 'a socket', actual: type }];
  }
  const wrong: Mismatch[] = [];
  if (uid !== 0) {
    wrong.push({ subject: `${path} owner`, expected: 'root', actual: `${owner} (${uid})` });
  }
  // A group that cannot write cannot connect.
  if (gid !== 0 && !groups.includes(group) && (mode & 0o020) !== 0) {
    const expected = ['root', ...groups].join(' or ');
    wrong.push({ subject: `${path} group`, expected, actual: `${group} (${gid})` });
  }
  if ((mode & others) !== 0) {
    wrong.push({ subject: `${path} mode`, expected: '0660 or stricter', actual: octal(mode) });
  }
  return wrong;
}

const shownStat = ({ path, mode, owner, group }: FileStat): string =>
  `${path} is ${owner}:${group} ${octal(mode)}`;
