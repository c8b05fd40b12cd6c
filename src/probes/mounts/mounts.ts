import { failed, value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';
import { type Mount, parseMount, visibleMounts } from './mountinfo.ts';

const MOUNTS = '/proc/self/mountinfo';

/** What is mounted on the host, as the collector's own process sees it; what others cover is left out. */
export const mounts: Probe<readonly Mount[]> = textProbe('mounts', MOUNTS, (content) => {
  const found: Mount[] = [];
  for (const [at, line] of content.trimEnd().split('\n').entries()) {
    const mount = parseMount(line);
    // A mount that is not understood may hide another, or be the one that is asked for.
    if (mount === undefined) return failed(`line ${at + 1} of ${MOUNTS} tells of no mount`);
    found.push(mount);
  }
  return value(visibleMounts(found));
});
