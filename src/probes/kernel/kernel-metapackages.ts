import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { type InstalledPackage, installedPackages } from '../packages/packages.ts';
import { compareDpkg } from '../packages/version-order/dpkg.ts';
import { newestBy } from '../packages/version-order/order.ts';
import { availableKernels, type KernelOffers, type OfferedKernel } from './available-kernels.ts';
import { type InstalledKernel, kernelsAmong } from './kernel-packages.ts';

interface KernelCandidate extends OfferedKernel {
  /** Than what is installed. */
  readonly newer: boolean;
}

/** A package that brings each new kernel of its flavour, and the newest that the lists offer of it. */
interface KernelMetapackage {
  readonly name: string;
  readonly installed: string;
  readonly held: boolean;
  /** Newest that apt would install; undefined where no list has the package. */
  readonly candidate?: KernelCandidate;
  /** Newest in an archive of security updates. */
  readonly security?: KernelCandidate;
}

export interface KernelUpdates {
  /** Kernels that are installed under a name with a release in it. */
  readonly images: readonly InstalledKernel[];
  readonly metapackages: readonly KernelMetapackage[];
  /** Whether the lists include an archive of security updates at all. */
  readonly hasSecurityArchive: boolean;
}

/** The installed kernel metapackages of apt's world; empty where none is installed. */
export const kernelUpdates: Derived<KernelUpdates> = derived(
  'kernel-updates',
  { database: installedPackages, offers: availableKernels },
  ({ database, offers }): Observation<KernelUpdates> => {
    if (offers.state !== 'value') return offers;
    if (database.state !== 'value') return database;
    return value({
      images: kernelsAmong(database.value),
      metapackages: database.value.packages
        .filter(({ name }) => isKernelMetapackage(name))
        .map((found) => metapackage(found, offers.value)),
      hasSecurityArchive: offers.value.archives.some(({ suite }) => isSecurity(suite)),
    });
  },
);

/** By name: an image package without a release in it. */
export const isKernelMetapackage = (name: string): boolean =>
  /^linux-image-[a-tv-z][a-z0-9.-]*$|^proxmox-default-kernel$|^(proxmox|pve)-kernel-\d+\.\d+$/.test(
    name,
  ) && !/-(dbg|dbgsym|unsigned)$/.test(name);

/** `stable-security`, `jammy-security`, `focal-infra-security`, Debian's older `buster/updates`. */
const isSecurity = (suite: string): boolean => /-security$|\/updates$/.test(suite);

function metapackage(found: InstalledPackage, { kernels }: KernelOffers): KernelMetapackage {
  const offered = kernels.filter(
    ({ name, architecture }) => name === found.name && architecture === found.architecture,
  );
  const newest = (list: readonly OfferedKernel[]): KernelCandidate | undefined => {
    const best = newestBy(list, ({ version }) => version, compareDpkg);
    return best && { ...best, newer: compareDpkg(best.version, found.version) > 0 };
  };
  const candidate = newest(automatic(offered, found.version));
  const security = newest(offered.filter(({ archive }) => isSecurity(archive.suite)));
  return {
    name: found.name,
    installed: found.version,
    held: found.held === true,
    ...(candidate === undefined ? {} : { candidate }),
    ...(security === undefined ? {} : { security }),
  };
}

/**
 * What apt takes unasked (apt_preferences(5)): never from an archive that is `NotAutomatic`, and from
 * backports only when what is installed came from there, which no other archive reaches.
 */
function automatic(offered: readonly OfferedKernel[], installed: string): readonly OfferedKernel[] {
  const usual = offered.filter(({ archive }) => !archive.notAutomatic);
  const reached = usual.some(({ version }) => compareDpkg(version, installed) >= 0);
  if (reached || usual.length === 0) return usual;
  return offered.filter(({ archive }) => !archive.notAutomatic || archive.automaticUpgrades);
}
