import { denied, type Gap, type Observation, value } from '../model/observation.ts';
import { type Derived, derived, type Probe } from './fact.ts';
import { filesIn, type TextFile } from './file-text.ts';
import { text } from './readers/text.ts';
import { type OwnProcess, ownProcess } from './self.ts';
import { type FileStat, stat, stats } from './stat.ts';
import { pathGap } from './text-gap.ts';

/** A file of a folder of configuration, as systemd's tools find it. */
export interface ConfigFile extends TextFile {
  /** Without its folder: what masks a file of another folder. */
  readonly name: string;
  /** False for a link to /dev/null, which only masks. */
  readonly regular: boolean;
}

/**
 * The `*.conf` files of a folder, empty ones and links to /dev/null among them, sorted by name.
 * A folder that is not there is an empty list.
 */
export function configFolder(folder: string): Derived<readonly ConfigFile[]> {
  const pattern = `${folder}/*.conf`;
  return derived(
    `config-folder:${folder}`,
    {
      folder: stat(folder),
      texts: textsOf(pattern),
      files: stats(pattern),
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

function together(texts: readonly TextFile[], files: readonly FileStat[]): readonly ConfigFile[] {
  const contents = new Map(texts.map(({ path, content }) => [path, content]));
  const odd = files.filter(({ type }) => type !== 'file' && type !== 'directory');
  const paths = new Set([
    ...contents.keys(),
    ...files.filter(({ type }) => type !== 'directory').map(({ path }) => path),
  ]);
  return [...paths]
    .map((path) => ({
      path,
      name: path.slice(path.lastIndexOf('/') + 1),
      content: contents.get(path) ?? '',
      regular: !odd.some((file) => file.path === path),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** As `filesText`, but what is no regular file has no text instead of making all unreadable. */
function textsOf(pattern: string): Probe<readonly TextFile[]> {
  return {
    key: `config-texts:${pattern}`,
    reading: { reader: text, arg: pattern },
    parse: (raw) => {
      const stderr = raw.stderr
        .split('\n')
        .filter((line) => !/: (Not a regular file|Is a directory)$/.test(line))
        .join('\n');
      const gap = pathGap({ ...raw, exit: stderr === '' ? 0 : raw.exit, stderr }, pattern);
      // Beside files that were read, a name that leads nowhere is a dangling link.
      return gap === undefined || gap.state === 'absent'
        ? value(filesIn(raw.stdout, pattern))
        : gap;
    },
  };
}
