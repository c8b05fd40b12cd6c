import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived, type Facts } from '../fact.ts';
import { filesText, fileText, type TextFile } from '../files/file-text.ts';
import type { PackageExclude } from './holds/dnf-locks.ts';
import { type IniSection, iniBoolean, iniSections } from './ini-sections.ts';

/** An enabled repository of dnf, yum or zypper. */
interface RpmRepository {
  /** `/etc/yum.repos.d/epel.repo [epel]` */
  readonly where: string;
  readonly id: string;
  readonly tool: 'dnf' | 'zypper';
  /** baseurl, mirrorlist and metalink. */
  readonly uris: readonly string[];
  /** Whether packages are checked against a key, what is unset taken from the main section. */
  readonly packagesSigned: boolean;
  /** Whether the list of packages is. */
  readonly metadataSigned: boolean;
  /** The setting that decides, for people. */
  readonly decidedBy: string;
}

export interface RpmSources {
  readonly tool: 'dnf' | 'zypper';
  readonly main: ReadonlyMap<string, string>;
  readonly mainPath: string;
  readonly repositories: readonly RpmRepository[];
  /** What dnf leaves out of all repositories, or of one. */
  readonly excludes: readonly PackageExclude[];
}

const FILES = {
  dnf: fileText('/etc/dnf/dnf.conf'),
  yum: fileText('/etc/yum.conf'),
  libdnf: filesText('/usr/share/dnf5/libdnf.conf.d/*.conf'),
  dropIns: filesText('/etc/dnf/libdnf5.conf.d/*.conf'),
  dnfRepos: filesText('/etc/yum.repos.d/*.repo'),
  distroRepos: filesText('/etc/distro.repos.d/*.repo'),
  zypp: fileText('/etc/zypp/zypp.conf'),
  zyppDefault: fileText('/usr/etc/zypp/zypp.conf'),
  zyppRepos: filesText('/etc/zypp/repos.d/*.repo'),
} as const satisfies Facts;

type Seen = { readonly [K in keyof typeof FILES]: Observation<string | readonly TextFile[]> };

/** zypper where it has repositories (on other systems it may be installed as a tool), else dnf or yum. */
export const rpmSources: Derived<RpmSources> = derived(
  'rpm-sources',
  FILES,
  (seen): Observation<RpmSources> => {
    const hidden = Object.values(seen).find(({ state }) => state !== 'value' && state !== 'absent');
    if (hidden !== undefined && hidden.state !== 'value') return hidden;
    const zyppConf = filesOf(seen.zypp, '/etc/zypp/zypp.conf');
    const zyppRepos = filesOf(seen.zyppRepos, '');
    return value(zyppRepos.length > 0 ? zypperOf(seen, zyppConf, zyppRepos) : dnfOf(seen));
  },
);

function zypperOf(seen: Seen, conf: readonly TextFile[], repos: readonly TextFile[]): RpmSources {
  const path = '/usr/etc/zypp/zypp.conf';
  return zypperSources(conf.length > 0 ? conf : filesOf(seen.zyppDefault, path), repos);
}

function dnfOf(seen: Seen): RpmSources {
  const dnf = filesOf(seen.dnf, '/etc/dnf/dnf.conf');
  const main = dnf.length > 0 ? dnf : filesOf(seen.yum, '/etc/yum.conf');
  const conf = [...filesOf(seen.libdnf, ''), ...filesOf(seen.dropIns, ''), ...main];
  return dnfSources(conf, [...filesOf(seen.dnfRepos, ''), ...filesOf(seen.distroRepos, '')]);
}

function filesOf(
  one: Observation<string | readonly TextFile[]>,
  path: string,
): readonly TextFile[] {
  if (one.state !== 'value') return [];
  return typeof one.value === 'string' ? [{ path, content: one.value }] : one.value;
}

function dnfSources(conf: readonly TextFile[], files: readonly TextFile[]): RpmSources {
  const { mains, main, mainPath } = mainOf(conf, '/etc/dnf/dnf.conf');
  const sections = files
    .flatMap(iniSections)
    .filter(({ name, keys }) => name !== 'main' && iniBoolean(keys.get('enabled')) !== false);
  const repositories = sections.map(({ name, path, keys }): RpmRepository => {
    const own = keys.get('gpgcheck') ?? keys.get('pkg_gpgcheck');
    const used = own ?? main.get('gpgcheck') ?? main.get('pkg_gpgcheck');
    const metadata = keys.get('repo_gpgcheck') ?? main.get('repo_gpgcheck');
    return {
      where: `${path} [${name}]`,
      id: name,
      tool: 'dnf',
      uris: urisOf(keys),
      // The library's own default is off; distributions switch it on in their dnf.conf.
      packagesSigned: iniBoolean(used) === true,
      metadataSigned: iniBoolean(metadata) === true,
      decidedBy: decidedBy(own, used, mainPath),
    };
  });
  const excludes = [
    ...mains.flatMap((section) => excludesOf(section)),
    ...sections.flatMap((section) => excludesOf(section, section.name)),
  ];
  return { tool: 'dnf', main, mainPath, repositories, excludes };
}

/** Both names of the setting, whose values add up over files. */
const excludesOf = (
  { path, name, keys }: IniSection,
  repository?: string,
): readonly PackageExclude[] =>
  ['exclude', 'excludepkgs'].flatMap((key) => {
    const specs = wordsOf(keys, key);
    if (specs.length === 0) return [];
    const written = `${key}=${specs.join(' ')}`;
    const where = `${path} [${name}]`;
    return [{ where, written, specs, ...(repository === undefined ? {} : { repository }) }];
  });

function decidedBy(own: string | undefined, used: string | undefined, mainPath: string): string {
  if (own !== undefined) return `gpgcheck=${own}`;
  return used === undefined ? 'gpgcheck is not set' : `gpgcheck=${used} in ${mainPath}`;
}

/**
 * libzypp checks the signed list of packages, and packages one by one where that fails:
 * `gpgcheck` off takes both away, unless one of them is asked for by its own name.
 */
function zypperSources(conf: readonly TextFile[], files: readonly TextFile[]): RpmSources {
  const { main, mainPath } = mainOf(conf, '/etc/zypp/zypp.conf');
  const repositories = files
    .flatMap(iniSections)
    .filter(({ keys }) => iniBoolean(keys.get('enabled')) !== false)
    .map(({ name, path, keys }): RpmRepository => {
      const setting = (key: string) => iniBoolean(keys.get(key)) ?? iniBoolean(main.get(key));
      const all = setting('gpgcheck') ?? true;
      const shown = keys.get('gpgcheck') ?? main.get('gpgcheck');
      return {
        where: `${path} [${name}]`,
        id: name,
        tool: 'zypper',
        uris: urisOf(keys),
        packagesSigned: all || setting('pkg_gpgcheck') === true,
        metadataSigned: setting('repo_gpgcheck') ?? all,
        decidedBy: shown === undefined ? 'gpgcheck is not set' : `gpgcheck=${shown}`,
      };
    });
  return { tool: 'zypper', main, mainPath, repositories, excludes: [] };
}

function mainOf(
  conf: readonly TextFile[],
  fallback: string,
): {
  readonly mains: readonly IniSection[];
  readonly main: ReadonlyMap<string, string>;
  readonly mainPath: string;
} {
  const mains = conf.flatMap(iniSections).filter(({ name }) => name === 'main');
  const main = new Map(mains.flatMap(({ keys }) => [...keys]));
  return { mains, main, mainPath: mains.at(-1)?.path ?? fallback };
}

const urisOf = (keys: ReadonlyMap<string, string>): readonly string[] =>
  ['baseurl', 'mirrorlist', 'metalink', 'baseurls'].flatMap((key) => wordsOf(keys, key));

const wordsOf = (keys: ReadonlyMap<string, string>, key: string): readonly string[] =>
  (keys.get(key) ?? '').split(/[\s,]+/).filter((word) => word !== '');
