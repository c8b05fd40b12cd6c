import type { Observation } from '../../model/observation.ts';
import { value } from '../../model/observation.ts';
import { patternMatches } from '../../model/shell-pattern.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { type ConfigFile, configFolder } from '../files/config-folder.ts';

/** A line of modprobe.d(5) that names a module. */
export interface ModprobeLine {
  readonly keyword: 'install' | 'remove' | 'blacklist' | 'options';
  /** With underscores; `install` and `remove` may have shell patterns. */
  readonly module: string;
  /** What follows the name. */
  readonly rest: string;
  /** `/etc/modprobe.d/x.conf:3`. */
  readonly source: string;
}

/** In the order of kmod: a file masks those of its name in later folders. */
const MODPROBE_FOLDERS = [
  '/etc/modprobe.d',
  '/run/modprobe.d',
  '/usr/local/lib/modprobe.d',
  '/usr/lib/modprobe.d',
  '/lib/modprobe.d',
] as const;

/** What modprobe reads, in its order: by the names of the files, whichever their folders. */
export const modprobeConfig: Derived<readonly ModprobeLine[]> = derived(
  'modprobe-config:',
  Object.fromEntries(MODPROBE_FOLDERS.map((folder) => [folder, configFolder(folder)])),
  (folders): Observation<readonly ModprobeLine[]> => {
    const seen = allOf(Object.values(folders));
    if (seen.state !== 'value') return seen;
    const byName = new Map<string, ConfigFile>();
    for (const file of seen.value.flat()) if (!byName.has(file.name)) byName.set(file.name, file);
    const files = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    return value(files.flatMap(({ path, content }) => parseModprobe(content, path)));
  },
);

/**
 * A backslash at the end of a line joins it to the next; `#` begins a comment at the head of a line only.
 * @internal for tests
 */
export function parseModprobe(content: string, path: string): readonly ModprobeLine[] {
  const found: ModprobeLine[] = [];
  const lines = content.split('\n');
  for (let i = 0; i < lines.length; i += 1) {
    const source = `${path}:${i + 1}`;
    let line = lines[i] ?? '';
    while (line.endsWith('\\') && i + 1 < lines.length) {
      i += 1;
      line = `${line.slice(0, -1)}${lines[i] ?? ''}`;
    }
    const [, keyword, module, rest = ''] = LINE.exec(line) ?? [];
    if (isKeyword(keyword) && module !== undefined) {
      found.push({ keyword, module: module.replaceAll('-', '_'), rest: rest.trim(), source });
    }
  }
  return found;
}

const LINE = /^[ \t]*(\w+)[ \t]+(\S+)(.*)$/;

const isKeyword = (word: string | undefined): word is ModprobeLine['keyword'] =>
  word === 'install' || word === 'remove' || word === 'blacklist' || word === 'options';

/** The command that modprobe runs instead of loading a module: that of the first line that fits. */
export const installLine = (
  lines: readonly ModprobeLine[],
  module: string,
): ModprobeLine | undefined =>
  lines.find((line) => line.keyword === 'install' && patternMatches(line.module, module));

/** Whether a command does nothing, or fails: `/bin/false`, `/bin/true`, `:`. */
export const doesNothing = (command: string): boolean =>
  /^(?:(?:\/usr)?\/s?bin\/)?(?:true|false|nologin)(?:\s|$)|^:$/.test(command) &&
  !/[;&|`$]/.test(command);

export const isBlacklisted = (lines: readonly ModprobeLine[], module: string): boolean =>
  lines.some((line) => line.keyword === 'blacklist' && line.module === module);
