import { absent, failed, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived, type Probe } from '../fact.ts';
import { pathGap } from '../files/text-gap.ts';
import { type FreeSpace, freeSpaceOf } from '../filesystem/free-space.ts';
import type { RawOutput } from '../reader.ts';
import { LOG_FOLDERS, logSpace as reader } from '../readers/log-space.ts';
import { statLines } from '../readers/stat-lines.ts';

const foldersSpace: Probe<readonly FreeSpace[]> = {
  key: 'space-of-log-folders:',
  reading: { reader, arg: '' },
  parse: parseSpace,
};

/** Fields before the path. */
const split = statLines(6);

function parseSpace(raw: RawOutput): Observation<readonly FreeSpace[]> {
  const outputs = split(raw, LOG_FOLDERS);
  const found: FreeSpace[] = [];
  for (const path of LOG_FOLDERS) {
    const own = outputs.get(path);
    if (own === undefined || own.cut) return failed(`stat did not come to an end for ${path}`);
    const one = pathGap(own, path) ?? freeSpaceOf(own.stdout, path);
    if (one.state === 'absent') continue;
    if (one.state !== 'value') return one;
    found.push(one.value);
  }
  return found.length === 0 ? absent('no folder for logs exists') : value(found);
}

/**
 * What is left for logs, by folder: several may lie on one file system.
 * Undefined for an image: where it will be mounted is not known.
 */
export const logSpace: Derived<readonly FreeSpace[] | undefined> = derived(
  'log-space',
  { space: foldersSpace },
  ({ space }): Observation<readonly FreeSpace[] | undefined> =>
    space.state === 'unsupported' ? value(undefined) : space,
);
