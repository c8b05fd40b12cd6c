import { type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived } from '../fact.ts';
import { octal } from '../files/stat.ts';
import type { KeptPaths } from './kept-paths.ts';
import { type NamedPaths, namedPaths } from './named-paths.ts';

const UNIT = /\/systemd\/system\//;

/** Files of variables, and units, that hold secrets which everybody can read. */
export const unitSecrets: Derived<KeptPaths> = derived(
  'unit-secrets:',
  { named: namedPaths },
  ({ named }): Observation<KeptPaths> => {
    if (named.state !== 'value') return named;
    const names = new Map<string, string[]>();
    for (const { file, name } of named.value.secrets) {
      names.set(file, [...(names.get(file) ?? []), name]);
    }
    const judged = [...names].map(([file, list]) => {
      const subject = visibleLine(`${file}: ${[...new Set(list)].join(', ')}`, 300);
      const seen = UNIT.test(file)
        ? value('any account can ask systemd for it')
        : readable(file, named.value);
      return { subject, seen };
    });
    return value({
      paths: [],
      wrong: judged.flatMap(({ subject, seen }) =>
        seen.state === 'value' && seen.value !== undefined
          ? [{ subject, expected: 'a file that only root reads', actual: seen.value }]
          : [],
      ),
      blind: judged.map(({ seen }) => seen).find((seen) => seen.state !== 'value'),
      note: `${names.size} files with secrets, all closed`,
    });
  },
);

/** A folder that others may not enter closes what is below. */
function readable(file: string, { at }: NamedPaths): Observation<string | undefined> {
  const seen = at(file);
  if (seen.state !== 'value') return seen;
  if ((seen.value.mode & 0o004) === 0) return value(undefined);
  for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
    const folder = at(file.slice(0, end));
    if (folder.state !== 'value') return folder;
    if ((folder.value.mode & 0o001) === 0) return value(undefined);
  }
  return value(`${octal(seen.value.mode)} ${seen.value.owner}:${seen.value.group}`);
}
