import { type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived } from '../fact.ts';
import { type FileStat, octal } from '../files/stat.ts';
import { type Account, accounts, type Group, groups, membersOf } from '../host/accounts.ts';
import { type NamedPaths, namedPaths } from './named-paths.ts';

/** Tells, of a path and the folders above it, what lets others than root (and one more account) change it. */
export interface Keepers {
  readonly named: NamedPaths;
  /**
   * `/opt/app is 0777 root:root`; undefined where nobody else can. A path that is not there is judged by the
   * folder that it could be made in.
   */
  readonly weakness: (path: string, uid?: number) => Observation<string | undefined>;
  /** Whether permission bits of the group open a file to somebody who is neither root nor that account. */
  readonly isOpenTo: (found: FileStat, groupBits: number, uid: number) => boolean;
}

/** Ids of the accounts in each group, root left out. */
type Members = ReadonlyMap<number, readonly number[]>;

export const keepers: Derived<Keepers> = derived(
  'keepers:',
  { named: namedPaths, accounts, groups },
  ({ named, accounts: all, groups: known }): Observation<Keepers> => {
    if (named.state !== 'value') return named;
    if (all.state !== 'value') return all;
    if (known.state !== 'value') return known;
    const members = membersByGroup(known.value, all.value);
    const answers = new Map<string, Observation<string | undefined>>();
    const weakness: Keepers['weakness'] = (path, uid = 0) => {
      const key = `${uid} ${path}`;
      const answer = answers.get(key) ?? judged(named.value, members, path, uid);
      answers.set(key, answer);
      return answer;
    };
    const isOpenTo: Keepers['isOpenTo'] = (found, bits, uid) =>
      (found.mode & bits) !== 0 && hasOutsiders(found.gid, members, uid);
    return value({ named: named.value, weakness, isOpenTo });
  },
);

function membersByGroup(known: readonly Group[], all: readonly Account[]): Members {
  const ids = new Map(all.map(({ name, uid }) => [name, uid]));
  return new Map(
    known.map((group) => [group.gid, membersOf(group, all).map((name) => ids.get(name) ?? -1)]),
  );
}

function judged(
  { at }: NamedPaths,
  members: Members,
  path: string,
  uid: number,
): Observation<string | undefined> {
  let blind: Observation<string | undefined> | undefined;
  let holdsOwn = false;
  for (const place of [path, ...foldersAbove(path)]) {
    const seen = at(place);
    if (seen.state === 'absent') continue;
    if (seen.state === 'value') {
      const found = seen.value;
      if (isWeak(found, members, uid, holdsOwn)) {
        const { mode, owner, group } = found;
        return value(`${visibleLine(place, 200)} is ${octal(mode)} ${owner}:${group}`);
      }
      holdsOwn = true;
    } else blind ??= seen;
  }
  return blind ?? value(undefined);
}

const STICKY = 0o1000;

/** In a sticky folder nobody replaces what is there and belongs to root; a group without members is nobody. */
function isWeak(found: FileStat, members: Members, uid: number, holdsOwn: boolean): boolean {
  if (found.uid !== 0 && found.uid !== uid) return true;
  if (found.type === 'directory' && (found.mode & STICKY) !== 0 && holdsOwn) return false;
  if ((found.mode & 0o002) !== 0) return true;
  return (found.mode & 0o020) !== 0 && hasOutsiders(found.gid, members, uid);
}

/** A group that /etc/group does not name may have members elsewhere. */
const hasOutsiders = (gid: number, members: Members, uid: number): boolean =>
  gid !== 0 && (members.get(gid)?.some((member) => member !== uid) ?? true);

/** `/opt/app/bin/x`: `/opt/app/bin`, `/opt/app`, `/opt`, `/`. */
function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    folders.push(path.slice(0, at));
  }
  return [...folders, '/'];
}
