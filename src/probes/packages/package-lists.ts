import { absent, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { type FileStat, stat, stats } from '../files/stat.ts';
import { installedPackages, type PackageManager } from './packages.ts';

/** When a host last fetched what its repositories offer. */
export interface PackageLists {
  readonly manager: PackageManager;
  /** The file or folder whose time says so. */
  readonly path: string;
  /** Seconds since 1970. */
  readonly fetchedAt: number;
}

/** Traces that each manager leaves of a fetch; the newest counts. */
const TRACES = {
  aptLists: stat('/var/lib/apt/lists'),
  aptStamp: stat('/var/lib/apt/periodic/update-success-stamp'),
  dnfStamp: stat('/var/cache/dnf/last_makecache'),
  dnf: stats('/var/cache/dnf/*/repodata/repomd.xml'),
  dnf5: stats('/var/cache/libdnf5/*/repodata/repomd.xml'),
  zypp: stats('/var/cache/zypp/raw/*/cookie'),
  apk: stats('/var/cache/apk/APKINDEX.*.tar.gz'),
  apkCache: stats('/etc/apk/cache/APKINDEX.*.tar.gz'),
  pacman: stats('/var/lib/pacman/sync/*.db'),
} as const;

type Trace = keyof typeof TRACES;

const TRACES_OF: Readonly<Record<PackageManager, readonly Trace[]>> = {
  dpkg: ['aptLists', 'aptStamp'],
  rpm: ['dnfStamp', 'dnf', 'dnf5', 'zypp'],
  apk: ['apk', 'apkCache'],
  pacman: ['pacman'],
  none: [],
};

export const packageLists: Derived<PackageLists> = derived(
  'package-lists',
  { database: installedPackages, ...TRACES },
  ({ database, ...traces }): Observation<PackageLists> => {
    if (database.state !== 'value') return database;
    const { manager } = database.value;
    if (manager === 'none') return absent('the host has no package manager');
    const found: FileStat[] = [];
    for (const name of TRACES_OF[manager]) {
      const seen = filesOf(traces[name]);
      if (seen.state !== 'value') return seen;
      found.push(...seen.value);
    }
    const newest = found.sort((a, b) => b.modifiedAt - a.modifiedAt)[0];
    return newest === undefined
      ? absent(`nothing shows that ${manager}'s repositories were ever read`)
      : value({ manager, path: newest.path, fetchedAt: newest.modifiedAt });
  },
);

function filesOf(
  seen: Observation<FileStat | readonly FileStat[]>,
): Observation<readonly FileStat[]> {
  if (seen.state === 'absent') return value([]);
  if (seen.state !== 'value') return seen;
  return value('path' in seen.value ? [seen.value] : seen.value);
}
