import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived, type Fact } from '../fact.ts';
import { isPattern } from '../readers/path-argument.ts';
import { type FileStat, stat, stats } from './stat.ts';

/**
 * Those of some paths and patterns that are there, in the order asked. One that may not be looked at
 * leaves the whole unanswered. The same file under two names, as with /lib and /usr/lib, comes once.
 */
export function presentStats(paths: readonly string[]): Derived<readonly FileStat[]> {
  const from: Readonly<Record<string, Fact<FileStat | readonly FileStat[]>>> = Object.fromEntries(
    paths.map((path) => [path, isPattern(path) ? stats(path) : stat(path)]),
  );
  return derived(`present:${paths.join(' ')}`, from, (seen): Observation<readonly FileStat[]> => {
    const found: FileStat[] = [];
    for (const one of Object.values(seen)) {
      if (one.state === 'absent') continue;
      if (one.state !== 'value') return one;
      const files = [one.value].flat();
      found.push(...files.filter((file) => !found.some((known) => isSame(known, file))));
    }
    return value(found);
  });
}

/** `/lib/x` leads to `/usr/lib/x` where /usr is merged. */
const isSame = (a: FileStat, b: FileStat): boolean =>
  unmerged(a.path) === unmerged(b.path) &&
  a.mode === b.mode &&
  a.uid === b.uid &&
  a.gid === b.gid &&
  a.bytes === b.bytes &&
  a.modifiedAt === b.modifiedAt;

const unmerged = (path: string): string => path.replace(/^\/usr(?=\/(s?bin|lib)\/)/, '');
