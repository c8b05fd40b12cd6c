import { type Observation, unsupported, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived } from '../fact.ts';
import { type OsRelease, osRelease } from '../host/os-release.ts';
import { VERSION_ORDERS } from '../kernel/kernel-packages.ts';
import {
  type InstalledPackage,
  installedPackages,
  type PackageManager,
} from '../packages/packages.ts';
import { compareDpkg } from '../packages/version-order/dpkg.ts';

/** A flaw of a package, and the versions that have its fix. */
export interface PackageFlaw {
  readonly cve: string;
  /** Whole names of packages that carry the flawed code. */
  readonly packages: readonly string[];
  /** Upstream's versions with the flaw: from, and the first without it. */
  readonly affected: readonly (readonly [from: string, fixed: string])[];
  /** `debian-12`, `ubuntu-24.04`, `el9`: the distribution's first version with the fix, whatever upstream says. */
  readonly fixedIn: Readonly<Record<string, string>>;
}

/** A flaw that an installed package was judged for. */
export interface FlawFinding {
  readonly cve: string;
  readonly name: string;
  readonly version: string;
  /** The version that has the fix; undefined where the installed one has it. */
  readonly wanted?: string;
}

/**
 * What is installed against a table of flaws. A version that upstream calls flawed, on a distribution
 * that the table does not know, is no answer: distributions mend flaws without a new upstream version.
 */
export function packageFlaws(
  key: string,
  flaws: readonly PackageFlaw[],
): Derived<readonly FlawFinding[]> {
  return derived(
    `package-flaws:${key}`,
    { database: installedPackages, os: osRelease },
    ({ database, os }): Observation<readonly FlawFinding[]> => {
      if (database.state !== 'value') return database;
      if (os.state !== 'value') return os;
      const { manager, packages } = database.value;
      const release = releaseKeyOf(os.value);
      const judgements = flaws.flatMap((flaw) =>
        packages
          .filter(({ name }) => flaw.packages.includes(name))
          .map((one) => ({ flaw, one, finding: judged(flaw, one, manager, release) })),
      );
      const found = judgements.flatMap(({ finding }) => finding ?? []);
      const open = judgements.find(({ finding }) => finding === undefined);
      if (open === undefined || found.some(({ wanted }) => wanted !== undefined)) {
        return value(found);
      }
      const { flaw, one } = open;
      const what = visibleLine(`${flaw.cve} in ${one.name} ${one.version}`, 200);
      return unsupported(`no version is known that fixes ${what} on this distribution`);
    },
  );
}

function judged(
  { cve, affected, fixedIn }: PackageFlaw,
  { name, version }: InstalledPackage,
  manager: PackageManager,
  release: string,
): FlawFinding | undefined {
  const finding = { cve, name, version };
  const fixed = Object.hasOwn(fixedIn, release) ? fixedIn[release] : undefined;
  if (fixed !== undefined) {
    if (isOfOlderBranch(version, fixed)) return undefined;
    return VERSION_ORDERS[manager](version, fixed) >= 0 ? finding : { ...finding, wanted: fixed };
  }
  const upstream = upstreamOf(version);
  const isAffected = affected.some(
    ([from, until]) => compareDpkg(upstream, from) >= 0 && compareDpkg(upstream, until) < 0,
  );
  return isAffected ? undefined : finding;
}

const MINOR_RELEASE = /\.el\d+_(\d+)/;

/** `el9_0` where the fix is of `el9_2`: 9.0 is kept up with fixes, and numbers, of its own. */
function isOfOlderBranch(version: string, fixed: string): boolean {
  const [own, of] = [version, fixed].map((one) => MINOR_RELEASE.exec(one)?.[1]);
  return own !== undefined && of !== undefined && Number(own) < Number(of);
}

/**
 * Without epoch and revision. `1.9.15p5`, Alpine's `1.9.15_p5`, Arch's `1.9.15.p5` and Fedora's
 * release `5.p5` of 1.9.15 are one version.
 */
function upstreamOf(version: string): string {
  const bare = version.replace(/^\d+:/, '');
  const patch = /-\d+\.(p\d+)/.exec(bare)?.[1] ?? '';
  return `${bare.replace(/-.*$/s, '').replace(/[._](?=p\d)/, '')}${patch}`;
}

const ENTERPRISE: readonly string[] = ['rhel', 'centos', 'rocky', 'almalinux', 'ol'];

/** How the tables name a release. */
function releaseKeyOf({ id, versionId = '' }: OsRelease): string {
  if (ENTERPRISE.includes(id)) return `el${versionId.replace(/\..*$/, '')}`;
  return `${id}-${versionId}`;
}
