import { absent, type Observation, value } from '../../../model/observation.ts';
import { allOf } from '../../all-of.ts';
import { type Derived, derived, type Fact } from '../../fact.ts';
import { filesText, fileText, type TextFile } from '../../files/file-text.ts';
import { tomlFile } from '../../files/toml-file.ts';
import { installedPackages, type PackageManager } from '../../packages/packages.ts';
import { type RpmSources, rpmSources } from '../rpm-repositories.ts';
import { aptPins, isPreferences } from './apt-pins.ts';
import { excludeHold, versionLocks, versionLockTable } from './dnf-locks.ts';
import { glob, hold, type PackageHold } from './hold.ts';
import { pacmanIgnores } from './pacman-ignores.ts';
import { worldPins } from './world-pins.ts';
import { zyppLocks } from './zypp-locks.ts';

export interface PackageHolds {
  readonly manager: PackageManager;
  readonly holds: readonly PackageHold[];
}

type Holds = Observation<readonly PackageHold[]>;

/** Holds that a file has; one that is not there has none. */
function holdsIn<T>(
  fact: Fact<T>,
  parse: (content: T) => readonly PackageHold[],
): Derived<readonly PackageHold[]> {
  return derived(`holds:${fact.key}`, { seen: fact }, ({ seen }): Holds => {
    if (seen.state === 'absent') return value([]);
    return seen.state === 'value' ? value(parse(seen.value)) : seen;
  });
}

const inFile = (
  path: string,
  parse: (file: TextFile) => readonly PackageHold[],
): Derived<readonly PackageHold[]> =>
  holdsIn(fileText(path), (content) => parse({ path, content }));

const parts = (files: readonly TextFile[]): readonly PackageHold[] =>
  files.filter(isPreferences).flatMap(aptPins);
const excluded = ({ excludes }: RpmSources): readonly PackageHold[] => excludes.map(excludeHold);

const FILES = {
  preferences: inFile('/etc/apt/preferences', aptPins),
  preferenceParts: holdsIn(filesText('/etc/apt/preferences.d/*'), parts),
  excludes: holdsIn(rpmSources, excluded),
  dnfLocks: inFile('/etc/dnf/plugins/versionlock.list', versionLocks),
  yumLocks: inFile('/etc/yum/pluginconf.d/versionlock.list', versionLocks),
  dnf5Locks: holdsIn(tomlFile('/etc/dnf/versionlock.toml'), versionLockTable),
  zyppLocks: inFile('/etc/zypp/locks', zyppLocks),
  ignores: inFile('/etc/pacman.conf', pacmanIgnores),
  world: inFile('/etc/apk/world', worldPins),
} as const;

/**
 * What keeps the host's own package manager from newer versions; files of others say nothing. Of dpkg's marks
 * only those of packages that are asked about. Absent where there is no package manager.
 */
export const packageHolds: Derived<PackageHolds> = derived(
  'package-holds',
  { database: installedPackages, rpm: rpmSources, ...FILES },
  ({ database, rpm, ...seen }): Observation<PackageHolds> => {
    if (database.state !== 'value') return database;
    const { manager, packages } = database.value;
    if (manager === 'none') return absent('the host has no package manager');
    const marks = packages.filter(({ held }) => held === true).map(({ name }) => name);
    const found = allOf<readonly PackageHold[]>(ownFiles(manager, rpm, seen));
    if (found.state !== 'value') return found;
    const marked = marks.map((name) => hold(`dpkg: ${name}`, 'hold', [glob(name)]));
    return value({ manager, holds: [...marked, ...found.value.flat()] });
  },
);

function ownFiles(
  manager: PackageManager,
  rpm: Observation<RpmSources>,
  seen: { readonly [K in keyof typeof FILES]: Holds },
): readonly Holds[] {
  switch (manager) {
    case 'none':
      return [];
    case 'dpkg':
      return [seen.preferences, seen.preferenceParts];
    case 'rpm':
      if (rpm.state === 'value' && rpm.value.tool === 'zypper') return [seen.zyppLocks];
      return [seen.excludes, seen.dnfLocks, seen.yumLocks, seen.dnf5Locks];
    case 'pacman':
      return [seen.ignores];
    case 'apk':
      return [seen.world];
  }
}
