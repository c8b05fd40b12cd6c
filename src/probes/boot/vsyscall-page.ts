import { failed, value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/**
 * How the legacy page is mapped, seen in the reading process itself: `--xp` with `vsyscall=xonly`,
 * `r-xp` with `emulate`, no line with `none` and where the architecture has none.
 */
export const vsyscallPage: Probe<'absent' | 'unreadable' | 'readable'> = textProbe(
  'vsyscall-page',
  '/proc/self/maps',
  (maps) => {
    if (!/^[0-9a-f]+-[0-9a-f]+ /.test(maps)) return failed('not the map of a process');
    const rights = /^\S+ (\S{4}) .*\[vsyscall\]$/m.exec(maps)?.[1];
    if (rights === undefined) return value('absent');
    return value(rights.startsWith('r') ? 'readable' : 'unreadable');
  },
);
