import {
  absent,
  denied,
  failed,
  type Observation,
  unsupported,
  value,
} from '../../model/observation.ts';
import { type Derived, derived, type Probe } from '../fact.ts';
import { hostClock } from '../host/clock.ts';
import type { RawOutput } from '../reader.ts';
import { dpkgState as reader } from '../readers/dpkg-state.ts';
import { packageLists } from './package-lists.ts';
import { installedPackages, type PackageManager } from './packages.ts';
import { compareDpkg } from './version-order/dpkg.ts';

/** A package whose newer version a list of security updates offers. */
export interface PendingUpdate {
  readonly name: string;
  readonly installed: string;
  readonly offered: string;
  /** dpkg's mark that upgrades leave it alone. */
  readonly held: boolean;
}

export interface DpkgState {
  readonly lists: 'apt' | 'compressed' | 'none';
  /** Packages that are neither installed nor gone: `half-configured`. */
  readonly broken: readonly { readonly name: string; readonly state: string }[];
  readonly pending: readonly PendingUpdate[];
}

/** Absent where dpkg keeps no database. */
export const dpkgState: Probe<DpkgState> = {
  key: 'dpkg-state:',
  reading: { reader, arg: '' },
  parse: parseDpkgState,
};

function parseDpkgState({ stdout, stderr }: RawOutput): Observation<DpkgState> {
  const lines = stdout.split('\n');
  if (lines[0] === 'dpkg none') return absent('dpkg keeps no database on this host');
  if (/Permission denied/.test(stderr)) return denied('lists of packages need more privilege');
  const lists = /^lists (apt|compressed|none)( \d+)?$/.exec(lines[0] ?? '')?.[1];
  if (!isLists(lists) || lines.at(-2) !== 'status 0') {
    return failed('reading dpkg’s database did not end well');
  }
  return value({ lists, broken: lines.flatMap(brokenOf), pending: newestOffers(lines) });
}

const isLists = (word: string | undefined): word is DpkgState['lists'] =>
  word === 'apt' || word === 'compressed' || word === 'none';

function brokenOf(line: string): { name: string; state: string }[] {
  const [, name, flag, state] = /^state (\S+) (\S+) (\S+)$/.exec(line) ?? [];
  if (name === undefined || flag === undefined || state === undefined) return [];
  return [{ name, state: flag === 'ok' ? state : `${flag} ${state}` }];
}

/** Of several offers of a package the newest; one that is older than what is installed is none. */
function newestOffers(lines: readonly string[]): readonly PendingUpdate[] {
  const found = new Map<string, PendingUpdate>();
  for (const line of lines) {
    const [, name, want, installed, offered] = /^offer (\S+) (\S+) (\S+) (\S+)$/.exec(line) ?? [];
    if (name === undefined || installed === undefined || offered === undefined) continue;
    const best = found.get(name)?.offered ?? installed;
    if (compareDpkg(offered, best) > 0) {
      found.set(name, { name, installed, offered, held: want === 'hold' });
    }
  }
  return [...found.values()];
}

/** Days after which lists no longer say that nothing is pending. */
const FRESH_DAYS = 7;

const freshLists: Derived<true> = derived(
  'fresh-package-lists',
  { lists: packageLists, clock: hostClock },
  ({ lists, clock }): Observation<true> => {
    if (lists.state !== 'value') return lists;
    if (clock.state !== 'value') return clock;
    const days = Math.floor((clock.value - lists.value.fetchedAt) / 86_400);
    return days > FRESH_DAYS
      ? unsupported(
          `the package lists are ${days} days old: they cannot say that nothing is pending`,
        )
      : value(true);
  },
);

/**
 * Security updates that wait, by lists that are on the host already. That none waits is only said by
 * lists that are there and fresh. Unsupported for other managers, whose lists are compressed or need their tools.
 */
export const securityUpdates: Derived<readonly PendingUpdate[]> = updatesThat(
  'security-updates',
  () => true,
);

/** Those of them that dpkg was told to leave alone. */
export const heldUpdates: Derived<readonly PendingUpdate[]> = updatesThat(
  'held-updates',
  ({ held }) => held,
);

function updatesThat(
  key: string,
  matter: (update: PendingUpdate) => boolean,
): Derived<readonly PendingUpdate[]> {
  return derived(
    key,
    { database: installedPackages, state: dpkgState, fresh: freshLists },
    ({ database, state, fresh }): Observation<readonly PendingUpdate[]> => {
      if (database.state !== 'value') return database;
      if (database.value.manager !== 'dpkg') return withoutDpkg(database.value.manager);
      if (state.state !== 'value') return state;
      const found = state.value.pending.filter(matter);
      // What waits by old lists waits still; that nothing does takes fresh ones.
      if (found.length > 0) return value(found);
      if (state.value.lists !== 'apt') return withoutLists(state.value.lists);
      return fresh.state === 'value' ? value([]) : fresh;
    },
  );
}

const withoutDpkg = (manager: PackageManager): Observation<never> =>
  manager === 'none'
    ? absent('the host has no package manager')
    : unsupported(`pending updates of ${manager} cannot be told without running it`);

const withoutLists = (lists: 'compressed' | 'none'): Observation<never> =>
  unsupported(
    lists === 'compressed'
      ? 'apt keeps its lists compressed on this host'
      : 'apt has no list of security updates on this host',
  );
