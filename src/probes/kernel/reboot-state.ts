import { type Observation, unsupported, value } from '../../model/observation.ts';
import { isBlind } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText } from '../files/file-text.ts';
import { stat } from '../files/stat.ts';
import { hostClock } from '../host/clock.ts';
import { uptimeSeconds } from '../host/uptime.ts';
import { installedPackages, type PackageDatabase } from '../packages/packages.ts';

/** Whether installed updates wait for a reboot. */
export interface RebootState {
  /** What asks for it: a marker file, or a package installed since boot. Empty when nothing does. */
  readonly pending: readonly { readonly by: string; readonly detail: string }[];
  /** What was looked at, for people. */
  readonly basis: string;
}

/** Packages that only a reboot puts to use, as `needs-restarting -r` of dnf-utils has them. */
const CORE =
  /^(kernel|kernel-core|kernel-rt|kernel-rt-core|kernel-uek|kernel-uek-core|kernel-default|glibc|linux-firmware|microcode_ctl|systemd|dbus|dbus-broker|dbus-daemon)$/;

/** Packages that leave /run/reboot-required behind; without one its absence proves nothing. */
const WRITERS = /^(unattended-upgrades|update-notifier-common)$/;

const markers = derived(
  'reboot-markers',
  {
    required: stat('/run/reboot-required'),
    packages: fileText('/run/reboot-required.pkgs'),
    needed: stat('/run/reboot-needed'),
  },
  ({ required, packages, needed }): Observation<RebootState> => {
    for (const seen of [required, needed]) {
      if (seen.state === 'value') return value(markedBy(seen.value.path, packages));
    }
    for (const seen of [required, needed]) if (isBlind(seen)) return seen;
    return isBlind(packages) ? packages : value({ pending: [], basis: 'no marker' });
  },
);

function markedBy(path: string, packages: Observation<string>): RebootState {
  const names = packages.state === 'value' ? packages.value.trim().split(/\s+/) : [];
  const detail = [...new Set(names)].filter((name) => name !== '').join(', ');
  return {
    pending: [{ by: path, detail: detail === '' ? 'present' : `present, for ${detail}` }],
    basis: path,
  };
}

export const rebootState: Derived<RebootState> = derived(
  'reboot-state',
  { markers, database: installedPackages, uptime: uptimeSeconds, clock: hostClock },
  ({ markers, database, uptime, clock }): Observation<RebootState> => {
    if (markers.state !== 'value' || markers.value.pending.length > 0) return markers;
    if (uptime.state !== 'value') return uptime;
    if (database.state !== 'value') return database;
    if (database.value.manager !== 'rpm') return byMarkerAlone(database.value);
    if (clock.state !== 'value') return clock;
    return value(sinceBoot(database.value, clock.value - uptime.value));
  },
);

function byMarkerAlone({ manager, packages }: PackageDatabase): Observation<RebootState> {
  const writer = packages.find(({ name }) => WRITERS.test(name));
  if (writer === undefined) {
    return unsupported(
      manager === 'dpkg'
        ? 'neither unattended-upgrades nor update-notifier-common is installed to mark a pending reboot'
        : 'this system does not mark a pending reboot',
    );
  }
  return value({ pending: [], basis: `/run/reboot-required, which ${writer.name} would write` });
}

function sinceBoot({ packages }: PackageDatabase, bootedAt: number): RebootState {
  const pending = packages
    .filter(({ name, installedAt = 0 }) => CORE.test(name) && installedAt > bootedAt)
    .map(({ name, version }) => ({ by: name, detail: `${version} installed since boot` }));
  return { pending, basis: 'packages installed since boot' };
}
