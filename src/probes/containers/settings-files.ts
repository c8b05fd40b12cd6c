import { failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { containerSettings as reader } from '../readers/container-settings.ts';

export type Setting = string | number | boolean;

/** One file of an engine, reduced on the host to what may leave it. */
export interface SettingsFile {
  readonly path: string;
  /** By key, levels parted by `/`: `RestartPolicy/Name`. A list has its numbers as keys. */
  readonly values: ReadonlyMap<string, Setting>;
  /** Names of variables that look like secrets and have a value. */
  readonly env: readonly string[];
  /** The same of options and variables in arguments. */
  readonly options: readonly string[];
  /** The same of the steps that an image was built by. */
  readonly history: readonly string[];
}

export interface SettingsFiles {
  /** Only those that were read to their end. */
  readonly files: readonly SettingsFile[];
  /** Folders and files that the account may not look into. */
  readonly closed: readonly string[];
  /** Data roots of Docker that were looked into. */
  readonly roots: readonly string[];
  /** Files that were read in part, or are no JSON. */
  readonly partial: readonly string[];
}

export const settingsFiles: Probe<SettingsFiles> = {
  key: 'settings-files:',
  reading: { reader, arg: '' },
  parse: ({ exit, stdout }): Observation<SettingsFiles> =>
    /(^|\n)end\n$/.test(stdout)
      ? value(gather(stdout))
      : failed(`the settings of containers were not read to their end (status ${exit})`),
};

interface Open {
  readonly path: string;
  readonly values: Map<string, Setting>;
  readonly env: string[];
  readonly options: string[];
  readonly history: string[];
}

function gather(stdout: string): SettingsFiles {
  const files = new Map<string, SettingsFile>();
  const partial: string[] = [];
  let open: Open | undefined;
  for (const line of stdout.split('\n')) {
    const begins = line.startsWith('file /');
    if (open !== undefined && (line === 'end' || begins)) partial.push(open.path);
    if (begins) {
      open = { path: line.slice(5), values: new Map(), env: [], options: [], history: [] };
    } else if (open !== undefined && line === 'whole') {
      // A data root within another is found from both.
      files.set(open.path, open);
      open = undefined;
    } else if (open !== undefined) add(open, line);
  }
  return {
    files: [...files.values()],
    closed: told(stdout, 'closed'),
    roots: told(stdout, 'root'),
    partial,
  };
}

const told = (stdout: string, word: string): readonly string[] =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith(`${word} /`))
    .map((line) => visibleLine(line.slice(word.length + 1), 200));

function add(open: Open, line: string): void {
  const [word = '', ...keys] = line.split('\t');
  const [last = ''] = keys.slice(-1);
  const name = visibleLine(last, 120);
  if (word === 'env') push(open.env, name);
  else if (word === 'option') push(open.options, name);
  else if (word === 'history') push(open.history, name);
  else if (word === 'set' && keys.length > 1) {
    const read = settingOf(last);
    if (read !== undefined) open.values.set(keys.slice(0, -1).map(unquoted).join('/'), read);
  }
}

const push = (names: string[], name: string): void => {
  if (!names.includes(name)) names.push(name);
};

/** Keys come as JSON has them, without their quotes. */
const unquoted = (key: string): string => String(settingOf(`"${key}"`) ?? key);

function settingOf(json: string): Setting | undefined {
  try {
    const read: unknown = JSON.parse(json);
    if (typeof read === 'string') return visibleLine(read, 500);
    return typeof read === 'number' || typeof read === 'boolean' ? read : undefined;
  } catch {
    return undefined;
  }
}
