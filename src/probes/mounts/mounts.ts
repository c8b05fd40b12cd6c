import { failed, value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';
import { type Mount, parseMount, visibleMounts } from './mountinfo.ts';

/** What is mounted on the host, as the collector's own process sees it; what others cover is left out. */
export const mounts: Probe<readonly Mount[]> = textProbe(
  'mounts',
  '/proc/self/mountinfo',
  (content) => {
    const found = content.split('\n').flatMap((line) => parseMount(line) ?? []);
    return found.length === 0 ? failed('not a list of mounts') : value(visibleMounts(found));
  },
);
