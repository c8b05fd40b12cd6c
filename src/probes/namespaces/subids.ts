import { absent, type Observation, unsupported, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText } from '../files/file-text.ts';
import { type Account, accounts } from '../host/accounts.ts';
import { type SubidFile, type SubidRange, subgids, subuids } from './subid-files.ts';

/** Subordinate ids of the host. */
export interface Subids {
  /** /etc/subuid, then /etc/subgid; one that is not there holds nothing. */
  readonly files: readonly [SubidFile, SubidFile];
  readonly accounts: readonly Account[];
  /** Accounts may also come from a directory service, which is not asked. */
  readonly directory: boolean;
}

/** Absent when neither file is there; unsupported when a directory service answers in their place. */
export const subids: Derived<Subids> = derived(
  'subids:',
  { subuids, subgids, accounts, nss: fileText('/etc/nsswitch.conf') },
  ({ subuids: users, subgids: groups, accounts: all, nss }): Observation<Subids> => {
    if (nss.state !== 'value' && nss.state !== 'absent') return nss;
    const sources = nss.state === 'value' ? nss.value : '';
    const foreign = sourcesOf(sources, 'subid').find((source) => source !== 'files');
    if (foreign !== undefined) {
      return unsupported(
        `/etc/nsswitch.conf takes subordinate ids from ${foreign}, which is not asked`,
      );
    }
    if (users.state === 'absent' && groups.state === 'absent') {
      return absent('there is neither /etc/subuid nor /etc/subgid');
    }
    const uid = orEmpty(users, '/etc/subuid');
    const gid = orEmpty(groups, '/etc/subgid');
    if (uid.state !== 'value') return uid;
    if (gid.state !== 'value') return gid;
    if (all.state !== 'value') return all;
    const directory = sourcesOf(sources, 'passwd').some((source) => !LOCAL.has(source));
    return value({ files: [uid.value, gid.value], accounts: all.value, directory });
  },
);

const LOCAL: ReadonlySet<string> = new Set(['compat', 'db', 'files', 'mymachines', 'systemd']);

/** Services of one database in nsswitch.conf(5), actions in brackets left out. */
function sourcesOf(text: string, database: string): readonly string[] {
  const line = text.split('\n').find((one) => one.trimStart().startsWith(`${database}:`)) ?? '';
  const services = line.slice(line.indexOf(':') + 1).replace(/#.*|\[[^\]]*\]/g, ' ');
  return services.split(/\s+/).filter((word) => word !== '');
}

const orEmpty = (seen: Observation<SubidFile>, path: string): Observation<SubidFile> =>
  seen.state === 'absent' ? value({ path, ranges: [], broken: [] }) : seen;

/** Owners by name: one that is listed by its number is the same owner. */
export function rangesByOwner(
  { ranges }: SubidFile,
  all: readonly Account[],
): ReadonlyMap<string, readonly SubidRange[]> {
  const names = new Map(all.map(({ name, uid }) => [String(uid), name]));
  const byOwner = new Map<string, readonly SubidRange[]>();
  for (const range of ranges) {
    const owner = names.get(range.owner) ?? range.owner;
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), range]);
  }
  return byOwner;
}

export const idsIn = (ranges: readonly SubidRange[]): number =>
  ranges.reduce((sum, { count }) => sum + count, 0);
