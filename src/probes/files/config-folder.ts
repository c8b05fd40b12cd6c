import { denied, type Gap, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived, type Probe } from '../fact.ts';
import { type OwnProcess, ownProcess } from '../host/own-process.ts';
import { filesText, type TextFile } from './file-text.ts';
import { type FileStat, stat, stats } from './stat.ts';

/** A file of a folder of configuration, as systemd's tools find it. */
export interface ConfigFile extends TextFile {
  /** Without its folder: what masks a file of another folder. */
  readonly name: string;
  /** False for a link to /dev/null or to nowhere, which only masks. */
  readonly regular: boolean;
}

/**
 * The `*.conf` files of a folder, empty ones and links to /dev/null or to nowhere among them, sorted by name.
 * A folder that is not there is an empty list.
 */
export function configFolder(folder: string): Derived<readonly ConfigFile[]> {
  const pattern = `${folder}/*.conf`;
  return derived(
    `config-folder:${folder}`,
    {
      folder: stat(folder),
      texts: textsOf(pattern),
      files: lenient(stats(pattern)),
      self: ownProcess,
    },
    (seen): Observation<readonly ConfigFile[]> => {
      const hidden = listingGap(seen.folder, seen.self, folder);
      if (hidden !== undefined) return hidden;
      if (seen.texts.state !== 'value') return seen.texts;
      if (seen.files.state !== 'value') return seen.files;
      return value(together(seen.texts.value, seen.files.value));
    },
  );
}

/** A pattern in a folder that may not be listed finds nothing, which is no answer. */
function listingGap(
  folder: Observation<FileStat>,
  self: Observation<OwnProcess>,
  path: string,
): Gap | undefined {
  if (folder.state === 'absent') return undefined;
  if (folder.state !== 'value') return folder;
  const open = (folder.value.mode & 0o005) === 0o005;
  const root = self.state === 'unsupported' || (self.state === 'value' && self.value.uid === 0);
  return open || root ? undefined : denied(`listing ${path} needs more privilege`);
}

function together(
  { files: read, dangling }: Texts,
  found: readonly FileStat[],
): readonly ConfigFile[] {
  const contents = new Map(read.map(({ path, content }) => [path, content]));
  const links = [...dangling, ...found.filter(({ type }) => isOdd(type)).map(({ path }) => path)];
  const empty = found.filter(({ type }) => type === 'file').map(({ path }) => path);
  return [...new Set([...contents.keys(), ...empty, ...links])]
    .map((path) => ({
      path,
      name: path.slice(path.lastIndexOf('/') + 1),
      content: contents.get(path) ?? '',
      regular: !links.includes(path),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const isOdd = (type: FileStat['type']): boolean => type !== 'file' && type !== 'directory';

interface Texts {
  readonly files: readonly TextFile[];
  /** Links that lead nowhere. */
  readonly dangling: readonly string[];
}

function textsOf(pattern: string): Probe<Texts> {
  const probe = lenient(filesText(pattern));
  return {
    ...probe,
    key: `config-texts:${pattern}`,
    parse: (raw): Observation<Texts> => {
      const files = probe.parse(raw);
      if (files.state !== 'value') return files;
      const missing = [...raw.stderr.matchAll(/^\S*grep: (.+): No such file or directory$/gm)];
      const dangling = missing.flatMap(([, path]) => (path === undefined ? [] : [path]));
      return value({ files: files.value, dangling: dangling.filter((path) => path !== pattern) });
    },
  };
}

/** What is said of links to /dev/null, of folders, of dangling links and of a pattern that finds nothing. */
const EXPLAINED = /(Not a regular file|Is a directory|No such file or directory)$/;

/** A list of files, from which what is no file is left out instead of making all unreadable. */
function lenient<T>(probe: Probe<readonly T[]>): Probe<readonly T[]> {
  return {
    ...probe,
    key: `lenient-${probe.key}`,
    parse: (raw) => {
      const lines = raw.stderr.split('\n').filter((line) => !EXPLAINED.test(line));
      const stderr = lines.join('\n');
      const explained = raw.stderr !== '' && stderr.trim() === '';
      return probe.parse(explained ? { ...raw, exit: 0, stderr: '' } : { ...raw, stderr });
    },
  };
}
