import { type Observation, value } from '../../model/observation.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { configFolder } from '../files/config-folder.ts';
import { fileText, presentText, type TextFile } from '../files/file-text.ts';
import { globMatches, isGlob } from './glob.ts';
import { parseSysctlLines, type SysctlLine } from './sysctl-lines.ts';
import { type SysctlLoader, sysctlLoader } from './sysctl-loader.ts';
import { byFolder, byName, type SysctlFolders } from './sysctl-order.ts';
import { sysctlParameters } from './sysctl-parameters.ts';

interface SysctlAssignment {
  /** Path below /proc/sys; may hold shell patterns. */
  readonly name: string;
  /** Undefined: keeps patterns away from the key. */
  readonly value: string | undefined;
  /** `/etc/sysctl.d/99-x.conf:3`. */
  readonly source: string;
}

/** What the files of the host say, in the order in which it is read. */
export interface SysctlFiles {
  readonly loader: SysctlLoader;
  readonly keys: ReadonlyMap<string, readonly SysctlAssignment[]>;
  readonly patterns: readonly SysctlAssignment[];
  /** `sysctl.KEY=VALUE` of the command line: set before the files, since Linux 5.8. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** A setting with a value, as it will be after a boot. */
export interface SysctlAtBoot {
  readonly value: string;
  /** `/etc/sysctl.d/99-x.conf:3`, or `the kernel command line`. */
  readonly source: string;
}

/** The value that a boot gives a key, if anything but the kernel itself sets it. */
export function settingAtBoot(files: SysctlFiles, name: string): SysctlAtBoot | undefined {
  const { value: text, source } = ofFiles(files, name) ?? {};
  if (text !== undefined && source !== undefined) return { value: text, source };
  const parameter = files.parameters.get(name);
  return parameter === undefined
    ? undefined
    : { value: parameter, source: 'the kernel command line' };
}

/** A line that names the key keeps patterns away (sysctl.d(5), procps does the same). */
function ofFiles(
  { loader, keys, patterns }: SysctlFiles,
  name: string,
): SysctlAssignment | undefined {
  const named = keys.get(name);
  if (named === undefined) return patterns.findLast((p) => globMatches(p.name, name));
  // For systemd the exclusion of a key also takes back its value, for procps it does not.
  return loader === 'systemd' ? named.at(-1) : named.findLast((line) => line.value !== undefined);
}

/** What is read at boot, by sysctl.d(5), by sysctl(8) `--system` or by the boot script of Alpine. */
export const sysctlFiles: Derived<SysctlFiles> = derived(
  'sysctl-files:',
  {
    loader: sysctlLoader,
    etc: configFolder('/etc/sysctl.d'),
    run: configFolder('/run/sysctl.d'),
    local: configFolder('/usr/local/lib/sysctl.d'),
    usr: configFolder('/usr/lib/sysctl.d'),
    lib: configFolder('/lib/sysctl.d'),
    main: fileText('/etc/sysctl.conf'),
    parameters: sysctlParameters,
  },
  ({ loader, etc, run, local, usr, lib, main, parameters }): Observation<SysctlFiles> => {
    if (loader.state !== 'value') return loader;
    if (parameters.state !== 'value') return parameters;
    const nothing = { keys: new Map(), patterns: [] };
    if (loader.value === 'none') {
      return value({ loader: 'none', ...nothing, parameters: parameters.value });
    }
    const folders = allOf([etc, run, local, usr, lib]);
    if (folders.state !== 'value') return folders;
    const last = mainFile(loader.value, main);
    if (last.state !== 'value') return last;
    const [inEtc = [], inRun = [], inLocal = [], inUsr = [], inLib = []] = folders.value;
    const all = { etc: inEtc, run: inRun, local: inLocal, usr: inUsr, lib: inLib };
    return value({
      loader: loader.value,
      ...indexed(linesOf(loader.value, all, last.value)),
      parameters: parameters.value,
    });
  },
);

/** systemd-sysctl reads /etc/sysctl.conf only where a link in a folder leads to it. */
function mainFile(
  loader: SysctlLoader,
  main: Observation<string>,
): Observation<readonly TextFile[]> {
  const text = presentText(main);
  if (loader === 'systemd') return value([]);
  if (text.state !== 'value') return text;
  return value(text.value === undefined ? [] : [{ path: '/etc/sysctl.conf', content: text.value }]);
}

function linesOf(
  loader: SysctlLoader,
  folders: SysctlFolders,
  main: readonly TextFile[],
): readonly SysctlAssignment[] {
  switch (loader) {
    case 'systemd':
      return merged(assignments(byName(folders)));
    case 'procps':
      return assignments([...byName(folders), ...main]);
    case 'busybox':
      return assignments(byFolder(folders, main)).filter(isPlain);
    case 'none':
      return [];
  }
}

type Line = SysctlAssignment & Pick<SysctlLine, 'dashed'>;

/** systemd-sysctl reads all before it sets any; a line that repeats a value keeps its place. */
function merged(lines: readonly Line[]): readonly SysctlAssignment[] {
  const names = new Map<string, SysctlAssignment>();
  for (const line of lines) {
    const known = names.get(line.name);
    if (known !== undefined && known.value === line.value) continue;
    names.delete(line.name);
    names.set(line.name, line);
  }
  return [...names.values()];
}

/** busybox knows neither patterns nor a leading `-`. */
const isPlain = ({ name, dashed }: Line): boolean => !dashed && !isGlob(name);

function assignments(files: readonly TextFile[]): readonly Line[] {
  return files.flatMap(({ path, content }) =>
    parseSysctlLines(content).map(({ line, ...rest }) => ({ ...rest, source: `${path}:${line}` })),
  );
}

function indexed(lines: readonly SysctlAssignment[]): Pick<SysctlFiles, 'keys' | 'patterns'> {
  const keys = new Map<string, SysctlAssignment[]>();
  for (const line of lines.filter(({ name }) => !isGlob(name))) {
    const known = keys.get(line.name);
    if (known === undefined) keys.set(line.name, [line]);
    else known.push(line);
  }
  return {
    keys,
    patterns: lines.filter(({ name, value: text }) => isGlob(name) && text !== undefined),
  };
}
