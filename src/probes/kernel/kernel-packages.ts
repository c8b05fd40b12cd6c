import type { InstalledPackage, PackageDatabase, PackageManager } from '../packages/packages.ts';
import { compareApk } from '../packages/version-order/apk.ts';
import { compareDpkg } from '../packages/version-order/dpkg.ts';
import type { VersionOrder } from '../packages/version-order/order.ts';
import { compareRpm } from '../packages/version-order/rpm.ts';
import { flavourOf } from './kernel-release.ts';

/** A kernel that is installed as a package and can be booted. */
export interface InstalledKernel {
  readonly package: string;
  readonly version: string;
  /** What `uname -r` says when it runs. */
  readonly release: string;
  /** Kernels of one stream replace one another: the flavour on Debian, the package's name on Fedora. */
  readonly stream: string;
}

/** Each manager's own order of versions. Arch keeps one version of a package, so any order will do. */
export const VERSION_ORDERS: Readonly<Record<PackageManager, VersionOrder>> = {
  dpkg: compareDpkg,
  rpm: compareRpm,
  apk: compareApk,
  pacman: compareRpm,
  none: compareDpkg,
};

type KernelOf = (found: InstalledPackage) => InstalledKernel | undefined;

const KERNEL_OF: Readonly<Record<PackageManager, KernelOf>> = {
  dpkg: debianKernel,
  rpm: rpmKernel,
  apk: alpineKernel,
  pacman: archKernel,
  none: () => undefined,
};

export function kernelsAmong({ manager, packages }: PackageDatabase): readonly InstalledKernel[] {
  return packages.flatMap((found) => KERNEL_OF[manager](found) ?? []);
}

/** `linux-image-6.1.0-28-amd64`, `linux-image-unsigned-6.8.0-49-generic`, `proxmox-kernel-6.8.12-4-pve-signed`. */
function debianKernel({ name, version }: InstalledPackage): InstalledKernel | undefined {
  if (/-dbg(sym)?$/.test(name)) return undefined;
  const release = /^(?:linux-image-(?:unsigned-)?|proxmox-kernel-|pve-kernel-)(\d+\.\d+.*)$/
    .exec(name)?.[1]
    ?.replace(/-(unsigned|signed)$/, '');
  // `proxmox-kernel-6.8` is a metapackage: a branch has no flavour.
  if (release === undefined || /^\d+\.\d+$/.test(release)) return undefined;
  return { package: name, version, release, stream: flavourOf(release) };
}

/** Packages that hold an image, and what they put behind version, release and architecture. */
const RPM_SUFFIXES: ReadonlyMap<string, string> = new Map([
  ['kernel', ''],
  ['kernel-uek', ''],
  ['kernel-lt', ''],
  ['kernel-ml', ''],
  ['kernel-rt', '+rt'],
  ['kernel-64k', '+64k'],
  ['kernel-debug', '+debug'],
]);

const SUSE_KERNEL = /^kernel-(default|default-base|azure|rt|64kb|longterm)$/;

function rpmKernel({ name, version, architecture }: InstalledPackage): InstalledKernel | undefined {
  const release = version.replace(/^\d+:/, '');
  const suse = SUSE_KERNEL.exec(name)?.[1];
  // SUSE counts rebuilds in a last number that the kernel does not know of.
  if (suse !== undefined && !/\.(el|fc|amzn)\d/.test(release)) {
    const flavour = suse === 'default-base' ? 'default' : suse;
    return {
      package: name,
      version,
      release: `${release.replace(/\.\d+$/, '')}-${flavour}`,
      stream: flavour,
    };
  }
  const stream = name.replace(/-core$/, '');
  // Amazon names each branch: `kernel6.12`.
  const suffix = RPM_SUFFIXES.get(stream) ?? (/^kernel\d+\.\d+$/.test(name) ? '' : undefined);
  if (suffix === undefined) return undefined;
  // Before RHEL 9 the real-time kernel says so in its version alone.
  const tail = suffix === '+rt' && /\.rt\d/.test(release) ? '' : suffix;
  return {
    package: name,
    version,
    release: `${release}.${architecture ?? ''}${tail}`,
    stream,
  };
}

/** `linux-lts` 6.6.63-r0 runs as `6.6.63-0-lts`. */
function alpineKernel({ name, version }: InstalledPackage): InstalledKernel | undefined {
  const flavour = /^linux-(lts|virt|stable|edge|hardened|rpi|rpi4|asahi|openpax)$/.exec(name)?.[1];
  const [, numbers, revision] = /^(\d+\.\d+(?:\.\d+)?)-r(\d+)$/.exec(version) ?? [];
  if (flavour === undefined || numbers === undefined || revision === undefined) return undefined;
  return { package: name, version, release: `${numbers}-${revision}-${flavour}`, stream: flavour };
}

/** `linux` 6.12.1.arch1-1 runs as `6.12.1-arch1-1`; the other flavours stand behind it. */
function archKernel({ name, version }: InstalledPackage): InstalledKernel | undefined {
  const flavour = /^linux(?:-(lts|zen|hardened|rt|rt-lts))?$/.exec(name);
  if (flavour === null) return undefined;
  const release = version.replace(/\.([a-z]+\d+)(?=-)/, '-$1');
  const stream = flavour[1];
  return {
    package: name,
    version,
    release: stream === undefined ? release : `${release}-${stream}`,
    stream: stream ?? '',
  };
}
