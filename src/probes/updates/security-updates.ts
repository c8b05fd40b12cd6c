import { absent, type Observation, unsupported, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { hostClock } from '../host/clock.ts';
import { type DpkgState, dpkgState, type PendingUpdate } from '../packages/dpkg-state.ts';
import { packageLists } from '../packages/package-lists.ts';
import { installedPackages, type PackageManager } from '../packages/packages.ts';
import { type PackageHold, reachOf } from './holds/hold.ts';
import { packageHolds } from './holds/package-holds.ts';

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
export const securityUpdates: Derived<readonly PendingUpdate[]> = derived(
  'security-updates',
  { database: installedPackages, state: dpkgState, fresh: freshLists },
  ({ database, state, fresh }): Observation<readonly PendingUpdate[]> => {
    if (database.state !== 'value') return database;
    if (database.value.manager !== 'dpkg') return withoutDpkg(database.value.manager);
    if (state.state !== 'value') return state;
    const { pending, lists } = state.value;
    return pending.length > 0 ? value(pending) : nothingWaits(lists, fresh);
  },
);

interface HeldUpdate extends PendingUpdate {
  /** `dpkg`, or the entry with its place. */
  readonly by: string;
}

/**
 * Security updates that wait and are held back. Which wait is known of apt's world alone; of others it is an
 * answer too that nothing is held.
 */
export const heldUpdates: Derived<readonly HeldUpdate[]> = derived(
  'held-updates',
  { found: packageHolds, state: dpkgState, fresh: freshLists },
  ({ found, state, fresh }): Observation<readonly HeldUpdate[]> => {
    if (found.state !== 'value') return found;
    const { manager, holds } = found.value;
    if (manager !== 'dpkg') return holds.length === 0 ? value([]) : heldOf(manager, holds);
    if (state.state !== 'value') return state;
    const held = state.value.pending.flatMap((update) => heldUpdate(update, holds));
    if (held.length > 0) return value(held);
    const unclear = holds.find((one) =>
      state.value.pending.some(({ name }) => reachOf(one, name) === 'perhaps'),
    );
    if (unclear !== undefined) {
      return unsupported(`whether ${placeOf(unclear)} holds updates back is not told by files`);
    }
    return nothingWaits(state.value.lists, fresh);
  },
);

function heldUpdate(update: PendingUpdate, holds: readonly PackageHold[]): readonly HeldUpdate[] {
  if (update.held) return [{ ...update, by: 'dpkg' }];
  const own = holds.find((one) => reachOf(one, update.name) === 'yes');
  return own === undefined ? [] : [{ ...update, by: placeOf(own) }];
}

const placeOf = ({ where, written }: PackageHold): string => `${written} (${where})`;

const heldOf = (manager: PackageManager, holds: readonly PackageHold[]): Observation<never> =>
  unsupported(
    `whether updates wait for what is held back cannot be told without running ${manager}: ${holds
      .slice(0, 3)
      .map(placeOf)
      .join(', ')}${holds.length > 3 ? ` and ${holds.length - 3} more` : ''}`,
  );

const withoutDpkg = (manager: PackageManager): Observation<never> =>
  manager === 'none'
    ? absent('the host has no package manager')
    : unsupported(`pending updates of ${manager} cannot be told without running it`);

/** What waits by old lists waits still; that nothing does takes fresh ones. */
function nothingWaits(
  lists: DpkgState['lists'],
  fresh: Observation<true>,
): Observation<readonly never[]> {
  if (lists === 'compressed') return unsupported('apt keeps its lists compressed on this host');
  if (lists === 'none') return unsupported('apt has no list of security updates on this host');
  return fresh.state === 'value' ? value([]) : fresh;
}
