import { isTable } from '../../engines/config-layers.ts';
import type { TextFile } from '../../files/file-text.ts';
import type { TomlFile } from '../../files/toml-file.ts';
import { glob, hold, type NamePattern, type PackageHold } from './hold.ts';

/** Lines of dnf4's and yum's versionlock: other versions are left out. `!` leaves out the one that is named. */
export const versionLocks = ({ path, content }: TextFile): readonly PackageHold[] =>
  content.split('\n').flatMap((line, index) => {
    const spec = line.trim();
    if (spec === '' || /^[#!]/.test(spec)) return [];
    return [hold(`${path}:${index + 1}`, spec, lockedNames(spec))];
  });

/**
 * `NAME-VERSION-RELEASE.ARCH` or `NAME-VERSION`, with an epoch before either part: which hyphen ends the name is
 * not told, and the plugin too takes every reading. A version that is any version locks nothing.
 */
function lockedNames(spec: string): readonly NamePattern[] {
  const parts = spec.replace(/^\d+:/, '').split('-');
  return [1, 2]
    .filter((count) => parts.length > count && !parts.slice(-count).every((part) => part === '*'))
    .map((count) => glob(parts.slice(0, -count).join('-')));
}

/** Entries of dnf5's versionlock.toml, which it reads in this version alone. */
export function versionLockTable({ path, table }: TomlFile): readonly PackageHold[] {
  if (table['version'] !== '1.0') return [];
  return tablesOf(table['packages']).flatMap((entry) => {
    const name = entry['name'];
    const bounds = tablesOf(entry['conditions']).filter(isUpperBound);
    if (typeof name !== 'string' || bounds.length === 0) return [];
    const words = bounds.map(({ key, comparator, value }) => `${key} ${comparator} ${value}`);
    return [hold(path, `${name} ${words.join(', ')}`, [glob(name)])];
  });
}

/** Versions above are left out; `!=` leaves out one, and `arch` says nothing of versions. */
const isUpperBound = (condition: Readonly<Record<string, unknown>>): boolean =>
  /^(evr|epoch)$/.test(String(condition['key'])) &&
  /^(==?|<=?)$/.test(String(condition['comparator']));

const tablesOf = (list: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(list) ? list.filter(isTable) : [];

/** What a setting of dnf.conf(5) leaves out, in a section. */
export interface PackageExclude {
  readonly where: string;
  /** `exclude=kernel*` */
  readonly written: string;
  readonly specs: readonly string[];
  /** Id of the one repository that it is said of. */
  readonly repository?: string;
}

/** Repositories that distributions and their mirrors call by these words. */
const DISTRIBUTION =
  /\b(base|baseos|updates?|security|fedora|amazonlinux|amzn2\w*|uekr?\d*|kernel)\b/i;

/**
 * Left out of a repository of others, a package comes from the distribution's own; whether a repository is
 * the distribution's is told by its name alone.
 */
export const excludeHold = (one: PackageExclude): PackageHold =>
  hold(
    one.where,
    one.written,
    one.specs.flatMap(excludedNames),
    one.repository === undefined || DISTRIBUTION.test(one.repository.replaceAll('_', '-')),
  );

/** `kernel*`, `kernel.x86_64`, and `kernel-*`, which is any version of it too. */
function excludedNames(spec: string): readonly NamePattern[] {
  const name = spec.replace(/\.(x86_64|aarch64|ppc64le|s390x|noarch|i686|\*)$/, '');
  return [glob(name), ...(name.endsWith('-*') ? [glob(name.slice(0, -2))] : [])];
}
