import { absent, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText, presentText } from '../files/file-text.ts';
import { installedPackages } from '../packages/packages.ts';
import { type AptConfig, aptConfig, aptValue, isAptTrue } from './apt-config.ts';
import { type AptSource, aptSources } from './apt-sources.ts';
import { type PacmanSignatures, pacmanSignatures } from './pacman-signatures.ts';
import { type RpmSources, rpmSources } from './rpm-repositories.ts';

/** A source of packages, of whichever manager. */
interface Repository {
  /** File and line or section. */
  readonly where: string;
  readonly uris: readonly string[];
  /** Of apt: `bookworm-security`. */
  readonly suites: readonly string[];
  /** A setting by which packages without a good signature are taken. */
  readonly unverified?: string;
  /** Whether the list of packages is signed or comes by a way that proves whose it is. */
  readonly listVerified: boolean;
  /** Of apt: whether it names the key that may sign it. */
  readonly keyNamed?: boolean;
}

export interface Repositories {
  readonly tool: 'apt' | 'dnf' | 'zypper' | 'apk' | 'pacman';
  readonly sources: readonly Repository[];
  /** Settings for all sources that take packages without a good signature. */
  readonly unverified: readonly { readonly subject: string; readonly actual: string }[];
}

/** Enabled sources of the host's package manager. Absent where it has none. */
export const repositories: Derived<Repositories> = derived(
  'repositories',
  {
    database: installedPackages,
    apt: aptSources,
    aptConfig,
    rpm: rpmSources,
    pacman: pacmanSignatures,
    apk: fileText('/etc/apk/repositories'),
    apkConfig: fileText('/etc/apk/config'),
  },
  ({
    database,
    apt,
    aptConfig: config,
    rpm,
    pacman,
    apk,
    apkConfig,
  }): Observation<Repositories> => {
    if (database.state !== 'value') return database;
    switch (database.value.manager) {
      case 'none':
        return absent('the host has no package manager');
      case 'dpkg':
        return together(apt, config, ofApt);
      case 'rpm':
        return together(rpm, rpm, ofRpm);
      case 'pacman':
        return together(pacman, pacman, ofPacman);
      case 'apk':
        return together(apk, presentText(apkConfig), ofApk);
    }
  },
);

function together<A, B>(
  a: Observation<A>,
  b: Observation<B>,
  make: (a: A, b: B) => Repositories,
): Observation<Repositories> {
  if (a.state !== 'value') return a;
  return b.state === 'value' ? value(make(a.value, b.value)) : b;
}

/** apt.conf(5) and apt-secure(8): any of these lets unsigned packages in. */
const APT_SWITCHES = [
  'APT::Get::AllowUnauthenticated',
  'Acquire::AllowInsecureRepositories',
  'Acquire::AllowDowngradeToInsecureRepositories',
] as const;

function ofApt(sources: readonly AptSource[], config: AptConfig): Repositories {
  return {
    tool: 'apt',
    sources: sources
      .filter(({ binary }) => binary)
      .map((source) => {
        const unverified = unverifiedBy(source);
        return {
          where: source.where,
          uris: source.uris,
          suites: source.suites,
          keyNamed: (source.options.get('signed-by') ?? '') !== '',
          // apt verifies the list of every source that it was not told to trust.
          listVerified: unverified === undefined,
          ...(unverified === undefined ? {} : { unverified }),
        };
      }),
    unverified: APT_SWITCHES.flatMap((name) => {
      const set = aptValue(config, name);
      return set !== undefined && isAptTrue(set.value)
        ? [{ subject: `${name} in ${set.path}`, actual: set.value }]
        : [];
    }),
  };
}

function unverifiedBy({ options }: AptSource): string | undefined {
  for (const name of ['trusted', 'allow-insecure', 'allow-downgrade-to-insecure']) {
    const set = options.get(name);
    if (set !== undefined && isAptTrue(set)) return `${name}=${set}`;
  }
  return undefined;
}

function ofRpm({ tool, repositories: list }: RpmSources): Repositories {
  return {
    tool,
    sources: list.map((one) => ({
      where: one.where,
      uris: one.uris,
      suites: [],
      listVerified: one.metadataSigned,
      ...(one.packagesSigned ? {} : { unverified: one.decidedBy }),
    })),
    unverified: [],
  };
}

function ofPacman({ sections }: PacmanSignatures): Repositories {
  return {
    tool: 'pacman',
    unverified: [],
    // Under [options] stands only what repositories begin with.
    sources: sections
      .filter(({ name }) => name !== 'options')
      .map(({ name, packages, trustAll, sigLevel, servers }) => ({
        where: `/etc/pacman.conf [${name}]`,
        uris: servers,
        suites: [],
        listVerified: packages === 'required',
        ...(packages === 'required' && !trustAll
          ? {}
          : { unverified: sigLevel ?? `SigLevel of [options]: ${packages}` }),
      })),
  };
}

/** apk verifies every index against /etc/apk/keys, unless it is told to trust what comes. */
function ofApk(list: string, options = ''): Repositories {
  const lines = list.split('\n').map((line) => line.trim());
  return {
    tool: 'apk',
    sources: lines.flatMap((line, index) => {
      const uri = line.replace(/^@\S+\s+/, '');
      if (uri === '' || uri.startsWith('#')) return [];
      const where = `/etc/apk/repositories:${index + 1}`;
      return [{ where, uris: [uri], suites: [], listVerified: true }];
    }),
    unverified: /^\s*(--)?allow-untrusted\b/m.test(options)
      ? [{ subject: '/etc/apk/config', actual: 'allow-untrusted' }]
      : [],
  };
}

/** The host of an address; undefined for media and files of this machine. */
export const hostOfUri = (uri: string): string | undefined =>
  /^(?:[a-z0-9+]+:)*[a-z0-9+]+:\/\/(?:[^/@]*@)?([^/:]+)/i.exec(uri)?.[1]?.toLowerCase();
