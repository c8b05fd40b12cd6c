import { absent, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { installedPackages, type PackageDatabase } from '../packages/packages.ts';
import { newestBy } from '../packages/version-order/order.ts';
import { type PackageHold, reachOf } from '../updates/holds/hold.ts';
import { packageHolds } from '../updates/holds/package-holds.ts';
import { isKernelMetapackage } from './kernel-metapackages.ts';
import { kernelsAmong, VERSION_ORDERS } from './kernel-packages.ts';

interface KernelHold extends PackageHold {
  /** Installed packages of the kernel that it holds back, or may. */
  readonly packages: readonly string[];
}

export interface KernelHolds {
  /** Packages by which new kernels come. */
  readonly packages: readonly string[];
  readonly holds: readonly KernelHold[];
}

/** Entries of the package manager that keep new kernels away. Absent where no kernel is installed as a package. */
export const kernelHolds: Derived<KernelHolds> = derived(
  'kernel-holds',
  { database: installedPackages, found: packageHolds },
  ({ database, found }): Observation<KernelHolds> => {
    if (database.state !== 'value') return database;
    const packages = carriersOf(database.value);
    if (packages.length === 0) return absent('no kernel is installed as a package');
    if (found.state !== 'value') return found;
    return value({
      packages,
      holds: found.value.holds.flatMap((hold) => {
        const reached = packages.map((name) => [name, reachOf(hold, name)] as const);
        const named = reached.flatMap(([name, reach]) => (reach === 'no' ? [] : [name]));
        const certain = reached.some(([, reach]) => reach === 'yes');
        return named.length === 0 ? [] : [{ ...hold, certain, packages: named }];
      }),
    });
  },
);

/**
 * The newest kernel of each stream, and in apt's world the metapackages that bring the next: `linux-generic`
 * beside `linux-image-generic`. A hold on an older kernel only keeps it as a way back.
 */
function carriersOf(database: PackageDatabase): readonly string[] {
  const kernels = kernelsAmong(database);
  const streams = [...new Set(kernels.map(({ stream }) => stream))];
  const newest = streams.flatMap((stream) => {
    const own = kernels.filter((kernel) => kernel.stream === stream);
    const best = newestBy(own, ({ version }) => version, VERSION_ORDERS[database.manager]);
    return own.filter(({ version }) => version === best?.version);
  });
  if (newest.length === 0) return [];
  const names = new Set(database.packages.map(({ name }) => name));
  const isMetapackage = (name: string): boolean =>
    isKernelMetapackage(name) ||
    (name.startsWith('linux-') && names.has(name.replace('linux-', 'linux-image-')));
  const metapackages = database.manager === 'dpkg' ? [...names].filter(isMetapackage) : [];
  return [...new Set([...newest.map((kernel) => kernel.package), ...metapackages])];
}
