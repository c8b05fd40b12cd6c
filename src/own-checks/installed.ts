import { failed, type Observation, unsupported, value } from '../model/observation.ts';
import { derived, type Fact } from '../probes/fact.ts';
import { type FileStat, stat, stats } from '../probes/files/stat.ts';
import { installedPackages, type PackageDatabase } from '../probes/packages/packages.ts';
import { isAsked } from '../probes/readers/packages.ts';

const DPKG = '/var/lib/dpkg/info';

/**
 * Whether a package is installed. dpkg is asked about few packages; of the others its own files tell:
 * `md5sums` goes when a package is removed, `list` when it is purged (dpkg(1)).
 */
export function installed(name: string): Fact<boolean> {
  if (isAsked(name)) {
    return derived(`installed:${name}`, { packages: installedPackages }, ({ packages }) =>
      packages.state === 'value' ? listed(packages.value, name) : packages,
    );
  }
  const from = {
    packages: installedPackages,
    sums: stat(`${DPKG}/${name}.md5sums`),
    list: stat(`${DPKG}/${name}.list`),
    foreignSums: stats(`${DPKG}/${name}:*.md5sums`),
    foreignLists: stats(`${DPKG}/${name}:*.list`),
  };
  return derived(
    `installed:${name}`,
    from,
    ({ packages, sums, list, foreignSums, foreignLists }): Observation<boolean> => {
      if (packages.state !== 'value') return packages;
      if (packages.value.manager !== 'dpkg') {
        return listed(packages.value, name);
      }
      const hasSums = anyOf(sums, foreignSums);
      if (hasSums.state !== 'value' || hasSums.value) return hasSums;
      const hasList = anyOf(list, foreignLists);
      if (hasList.state !== 'value' || !hasList.value) return hasList;
      return failed(`${DPKG} does not tell whether ${name} is installed or was removed`);
    },
  );
}

/** A system without a package manager has its programs from somewhere else. */
const listed = ({ manager, packages }: PackageDatabase, name: string): Observation<boolean> =>
  manager === 'none'
    ? unsupported('this system has no package manager that tells what is installed')
    : value(packages.some((each) => each.name === name));

function anyOf(
  one: Observation<FileStat>,
  several: Observation<readonly FileStat[]>,
): Observation<boolean> {
  if (one.state === 'value') return value(true);
  if (one.state !== 'absent') return one;
  if (several.state === 'absent') return value(false);
  return several.state === 'value' ? value(several.value.length > 0) : several;
}
