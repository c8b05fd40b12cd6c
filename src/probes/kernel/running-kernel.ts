import { type Observation, unsupported, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { installedPackages, type PackageManager } from '../packages/packages.ts';
import { newestBy } from '../packages/version-order/order.ts';
import { type InstalledKernel, kernelsAmong, VERSION_ORDERS } from './kernel-packages.ts';
import {
  type KernelBanner,
  type KernelRelease,
  kernelBanner,
  kernelRelease,
  ubuntuSignature,
} from './kernel-release.ts';

/** The running kernel against the package database. */
export interface RunningKernel {
  readonly release: string;
  readonly manager: PackageManager;
  /** Kernels that are installed as packages, whatever runs. */
  readonly installed: readonly InstalledKernel[];
  /** Newest package of the running kernel's stream; undefined where no package of that stream is installed. */
  readonly newest?: InstalledKernel;
  /** Whether a package that is installed now owns the running kernel. */
  readonly packaged: boolean;
  /** The package version that the running kernel says it is, where it says one. */
  readonly build?: string;
}

/**
 * Debian keeps a release name over several uploads, so there the release alone proves nothing:
 * without the build's version the answer is not known.
 */
export const runningKernel: Derived<RunningKernel> = derived(
  'running-kernel',
  {
    running: kernelRelease,
    banner: kernelBanner,
    signature: ubuntuSignature,
    database: installedPackages,
  },
  ({ running, banner, signature, database }): Observation<RunningKernel> => {
    if (running.state !== 'value') return running;
    if (database.state !== 'value') return database;
    const { manager } = database.value;
    const installed = kernelsAmong(database.value);
    const { release } = running.value;
    const own = installed.find((kernel) => kernel.release === release);
    const stream = own?.stream ?? (manager === 'rpm' ? undefined : running.value.flavour);
    const newest = newestBy(
      installed.filter((kernel) => kernel.stream === stream),
      ({ version }) => version,
      VERSION_ORDERS[manager],
    );
    const found: RunningKernel = {
      release,
      manager,
      installed,
      packaged: own !== undefined,
      ...(newest === undefined ? {} : { newest }),
    };
    if (manager !== 'dpkg' || newest?.release !== release) return value(found);
    const build = buildOf(running.value, banner, signature);
    return build.state === 'value' ? value({ ...found, build: build.value }) : build;
  },
);

function buildOf(
  { flavour }: KernelRelease,
  banner: Observation<KernelBanner>,
  signature: Observation<string>,
): Observation<string> {
  if (signature.state === 'value') return value(signature.value.replace(`-${flavour}`, ''));
  if (signature.state !== 'absent') return signature;
  if (banner.state !== 'value') return banner;
  return banner.value.packageVersion === undefined
    ? unsupported('the running kernel does not say which package version it is')
    : value(banner.value.packageVersion);
}

/**
 * Whether a build is that of an installed version. A rebuild of the package alone (`+b1`), and
 * a signature made anew (`+1` on Ubuntu), leave the kernel inside as it was.
 */
export const isSameBuild = (build: string, version: string): boolean =>
  build === version || build === version.replace(/\+(b?\d+)$/, '');
