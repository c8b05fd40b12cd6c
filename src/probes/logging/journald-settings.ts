import { type Observation, value } from '../../model/observation.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { configFolder } from '../files/config-folder.ts';
import { fileText } from '../files/file-text.ts';
import { parseUnitFile } from '../systemd/unit-files.ts';

/** Where systemd looks, the first found hides the others (systemd.syntax(7), journald.conf(5)). */
const FOLDERS = ['/etc/systemd', '/run/systemd', '/usr/local/lib/systemd', '/usr/lib/systemd'];

/** What journald is told: by key (`Storage`) the last value, empty ones taken back; with its file. */
export type JournaldSettings = ReadonlyMap<
  string,
  { readonly value: string; readonly path: string }
>;

const mainFile = derived(
  'journald-main',
  Object.fromEntries(FOLDERS.map((folder) => [folder, fileText(`${folder}/journald.conf`)])),
  (seen): Observation<readonly { path: string; content: string }[]> => {
    for (const [folder, text] of Object.entries(seen)) {
      if (text.state === 'value') {
        return value([{ path: `${folder}/journald.conf`, content: text.value }]);
      }
      if (text.state !== 'absent') return text;
    }
    return value([]);
  },
);

const dropIns = derived(
  'journald-drop-ins',
  Object.fromEntries(FOLDERS.map((folder) => [folder, configFolder(`${folder}/journald.conf.d`)])),
  (seen): Observation<readonly { path: string; content: string }[]> => {
    const folders = allOf(Object.values(seen));
    if (folders.state !== 'value') return folders;
    const byName = new Map<string, { path: string; content: string }>();
    for (const file of folders.value.flat())
      if (!byName.has(file.name)) byName.set(file.name, file);
    return value([...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file));
  },
);

/** The main file, then the drop-ins of all folders in the order of their names. */
export const journaldSettings: Derived<JournaldSettings> = derived(
  'journald-settings',
  { mainFile, dropIns },
  (seen): Observation<JournaldSettings> => {
    const files = allOf([seen.mainFile, seen.dropIns]);
    if (files.state !== 'value') return files;
    const found = new Map<string, { value: string; path: string }>();
    for (const { key, value: text, path } of files.value.flat().flatMap(parseUnitFile)) {
      if (!key.startsWith('Journal.')) continue;
      const name = key.slice('Journal.'.length);
      if (text === '') found.delete(name);
      else found.set(name, { value: text, path });
    }
    return value(found);
  },
);
