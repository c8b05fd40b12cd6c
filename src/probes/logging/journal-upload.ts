import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { configFolder } from '../files/config-folder.ts';
import { fileText, presentText, type TextFile } from '../files/file-text.ts';
import { parseUnitFile } from '../systemd/unit-files.ts';

const MAIN = '/etc/systemd/journal-upload.conf';

/** Settings of journal-upload.conf(5), by name; empty ones taken back. */
export const journalUpload: Derived<ReadonlyMap<string, string>> = derived(
  'journal-upload',
  { main: fileText(MAIN), dropIns: configFolder(`${MAIN}.d`) },
  ({ main, dropIns }): Observation<ReadonlyMap<string, string>> => {
    const text = presentText(main);
    if (text.state !== 'value') return text;
    if (dropIns.state !== 'value') return dropIns;
    const files = [{ path: MAIN, content: text.value ?? '' }, ...dropIns.value];
    return value(uploadSettings(files));
  },
);

function uploadSettings(files: readonly TextFile[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { key, value: set } of files.flatMap(parseUnitFile)) {
    if (!key.startsWith('Upload.')) continue;
    const name = key.slice('Upload.'.length);
    if (set === '') found.delete(name);
    else found.set(name, set);
  }
  return found;
}
