import { failed, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** Modules that are loaded, by name with underscores, and how many users each has. */
export type LoadedModules = ReadonlyMap<string, number>;

/** Absent where the kernel has no loadable modules. */
export const loadedModules: Probe<LoadedModules> = textProbe(
  'loaded-modules',
  '/proc/modules',
  (content) => {
    const found = new Map<string, number>();
    for (const line of content.split('\n')) {
      if (line === '') continue;
      const [, name, users] = /^(\S+) \d+ (\d+|-) /.exec(line) ?? [];
      if (name === undefined) return failed(`no line of /proc/modules: ${visibleLine(line, 100)}`);
      found.set(name, Number(users) || 0);
    }
    return value(found);
  },
);
