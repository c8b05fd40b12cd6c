import { failed, type Gap, type Observation, value } from '../../model/observation.ts';
import { type Sudoers, sudoers } from '../accounts/sudoers.ts';
import { plainWord } from '../accounts/sudoers-lines.ts';
import { type Derived, derived } from '../fact.ts';
import type { KeptPath, KeptPaths } from './kept-paths.ts';
import { type NamedPaths, namedPaths, type UnitLine } from './named-paths.ts';

/** Programs that rules of sudo let others run as root; of a pattern the folder. */
export const sudoCommandPaths: Derived<KeptPaths> = derived(
  'sudo-command-paths:',
  { sudoers },
  ({ sudoers: seen }): Observation<KeptPaths> => {
    if (seen.state === 'absent') return value({ none: 'there is no /etc/sudoers' });
    return seen.state === 'value' ? value({ paths: sudoPaths(seen.value) }) : seen;
  },
);

function sudoPaths({ rules }: Sudoers): readonly KeptPath[] {
  return rules
    .filter(({ who }) => who.some((one) => one !== 'root'))
    .flatMap(({ path: from, commands }) =>
      commands
        .filter(({ negated, asRoot }) => asRoot && !negated)
        .flatMap(({ command }) => {
          const path = programOf(command);
          return path === undefined ? [] : [{ from, path }];
        }),
    );
}

/** As the host's awk cuts it: before the first sign of a pattern, up to the folder. */
function programOf(command: string): string | undefined {
  const program = (/^(?:\\.|[^\s\\])+/.exec(command)?.[0] ?? '').replace(/^\^/, '');
  if (!program.startsWith('/')) return undefined;
  const at = program.search(/[*?[]/);
  const plain = plainWord(at === -1 ? program : program.slice(0, program.lastIndexOf('/', at)));
  return plain.replace(/\/+$/, '') || '/';
}

/** What kept the host from telling of some kind of file: one that it could not read, or a limit. */
function gapIn({ unread, cut }: NamedPaths, files: RegExp): Gap | undefined {
  const hidden = unread.find((path) => files.test(path));
  if (hidden !== undefined) {
    return { state: 'denied', reason: `reading ${hidden} needs more privilege` };
  }
  const long = cut.find((what) => what === 'paths' || files.test(what));
  return long === undefined ? undefined : failed(`there was too much to read it all: ${long}`);
}

const CRON = /^\/(etc\/(cron|anacron)|var\/spool\/cron)/;

/** Programs that root's cron jobs start. */
export const cronPaths: Derived<KeptPaths> = derived(
  'cron-paths:',
  { named: namedPaths },
  ({ named }): Observation<KeptPaths> => {
    if (named.state !== 'value') return named;
    const blind = gapIn(named.value, CRON);
    const paths = named.value.cron.map(({ file, program }) => ({ from: file, path: program }));
    if (paths.length === 0 && blind === undefined) {
      return value({ none: 'cron starts no program as root' });
    }
    return value({ paths, blind });
  },
);

const UNITS = /\/systemd\/system/;

/** Folders of units, first found first used (systemd.unit(5)). */
const FOLDERS = ['/etc/', '/run/', '/usr/local/lib/', '/usr/lib/'];

/** Programs and files of variables of services that start as root. */
export const unitPaths: Derived<KeptPaths> = derived(
  'unit-paths:',
  { named: namedPaths },
  ({ named }): Observation<KeptPaths> => {
    if (named.state !== 'value') return named;
    const services = servicesOf(named.value.units);
    const blind = gapIn(named.value, UNITS);
    if (services.size === 0 && blind === undefined) {
      return value({ none: 'there are no services of systemd' });
    }
    const paths = [...services.values()].flatMap(programsOf);
    // An alias is the same unit under another name.
    const once = new Map([...paths].reverse().map((one) => [one.path, one]));
    return value({ paths: [...once.values()].reverse(), blind });
  },
);

/** A template and its instances are units of their own, which share drop-ins of the template. */
function servicesOf(lines: readonly UnitLine[]): ReadonlyMap<string, readonly UnitLine[]> {
  const byFile = new Map<string, UnitLine[]>();
  for (const line of lines) {
    const own = byFile.get(line.file);
    if (own === undefined) byFile.set(line.file, [line]);
    else own.push(line);
  }
  const main = new Map<string, string>();
  const dropIns = new Map<string, Map<string, string>>();
  for (const file of [...byFile.keys()].sort((a, b) => rankOf(a) - rankOf(b))) {
    const [, name = '', dropIn] = /\/([^/]+\.service)(?:\.d\/([^/]+))?$/.exec(file) ?? [];
    if (dropIn === undefined) main.set(name, main.get(name) ?? file);
    else {
      const own = dropIns.get(name) ?? new Map<string, string>();
      dropIns.set(name, own.set(dropIn, own.get(dropIn) ?? file));
    }
  }
  return new Map(
    [...main].map(([name, file]) => {
      const own = [...(dropIns.get(name) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
      const files = [file, ...own.map(([, dropIn]) => dropIn)];
      return [name, files.flatMap((one) => byFile.get(one) ?? [])];
    }),
  );
}

const rankOf = (file: string): number => FOLDERS.findIndex((folder) => file.startsWith(folder));

/** Settings that hold: an empty one forgets those before it. Those marked with `+` or `!` start as root all the same. */
function programsOf(lines: readonly UnitLine[]): readonly KeptPath[] {
  if (lines[0]?.key === 'masked') return [];
  const last = (key: string): string =>
    lines.filter((line) => line.key === key).at(-1)?.value ?? '';
  const isRoot =
    /^(root|0)?$/.test(last('User')) && !/^(yes|true|on|1)$/i.test(last('DynamicUser'));
  if (last('RootDirectory') !== '' || last('RootImage') !== '') return [];
  return lines.flatMap(({ file, key, value: written }, at) => {
    const [, marks = '', path] = /^([-@:+!|]*)(\/.*)$/.exec(written) ?? [];
    if (path === undefined || !/^(Exec|EnvironmentFile)/.test(key)) return [];
    const isForgotten = lines.slice(at).some((later) => later.key === key && later.value === '');
    const startsAsRoot = isRoot || /[+!]/.test(marks);
    // PID 1 reads files of variables as root, but they reach only who the service runs as.
    return isForgotten || !startsAsRoot ? [] : [{ from: file, path }];
  });
}

/** Folders in which root looks for programs. */
export const searchPaths: Derived<KeptPaths> = derived(
  'search-paths:',
  { named: namedPaths },
  ({ named }): Observation<KeptPaths> => {
    if (named.state !== 'value') return named;
    const { searches } = named.value;
    const folders = searches.flatMap(({ file, value: written }) =>
      foldersOf(written).map((folder) => ({ file, folder })),
    );
    const wrong = folders
      .filter(({ folder }) => folder === '' || !/^[/$~]/.test(folder))
      .map(({ file, folder }) => ({
        subject: `${file}: ${folder === '' ? 'an empty part' : folder}`,
        expected: 'folders from / only',
        actual: 'the folder that root happens to be in',
      }));
    return value({
      wrong,
      paths: folders.flatMap(({ file, folder }) =>
        folder.startsWith('/') && !folder.includes('$') ? [{ from: file, path: folder }] : [],
      ),
      blind: gapIn(named.value, /^\/(root|etc\/(environment|login|profile|bash))/),
    });
  },
);

/** What a shell puts in at run time counts as one folder that is not known, whatever colons it has. */
function foldersOf(written: string): readonly string[] {
  if (written === '') return [];
  return written
    .replace(/^~|(?<=:)~|\$HOME\b|\$\{HOME\}/g, '/root')
    .replace(/\$\{[^}]*\}?|\$\([^)]*\)?|`[^`]*`?/g, '$')
    .split(':');
}

/** Masks of new files that shells and logins set; where files that set them may not be read, no answer. */
export const umasks: Derived<NamedPaths['umasks']> = derived(
  'umasks:',
  { named: namedPaths },
  ({ named }): Observation<NamedPaths['umasks']> => {
    if (named.state !== 'value') return named;
    const found = named.value.umasks;
    const hidden = gapIn(named.value, /^\/etc\/(login|profile|bash)/);
    return hidden ?? value(found);
  },
);
