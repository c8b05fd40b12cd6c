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
    const files: (FileStat | readonly FileStat[])[] = [];
    for (const one of Object.values(seen)) {
      if (one.state === 'absent') continue;
      if (one.state !== 'value') return one;
      files.push(one.value);
    }
    return value(eachOnce(files.flat()));
  });
}

function eachOnce(files: readonly FileStat[]): readonly FileStat[] {
  const found = new Map<string, FileStat>();
  for (const file of files) {
    const identity = identityOf(file);
    if (!found.has(identity)) found.set(identity, file);
  }
  return [...found.values()];
}

/** `/lib/x` leads to `/usr/lib/x` where /usr is merged. */
const identityOf = ({ path, mode, uid, gid, bytes, modifiedAt }: FileStat): string =>
  `${mode} ${uid} ${gid} ${bytes} ${modifiedAt} ${path.replace(/^\/usr(?=\/(s?bin|lib)\/)/, '')}`;
