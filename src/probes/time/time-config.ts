import { absent, type Observation, unsupported, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import type { TextFile } from '../files/file-text.ts';
import { parseUnitFile } from '../systemd/unit-files.ts';
import { daemonInUse, type TimeDaemonName, timeDaemons } from './time-daemons.ts';
import { type TimeFiles, timeFiles } from './time-files.ts';

/** One line of a time daemon's configuration. */
export interface TimeDirective {
  /** In lower case. */
  readonly name: string;
  readonly words: readonly string[];
  readonly path: string;
  /** Of its line, from 1; absent where a unit file says it. */
  readonly number?: number;
}

export interface TimeConfig {
  readonly daemon: TimeDaemonName;
  /** Of the main file. */
  readonly path: string;
  /** In the order in which the daemon reads them, files that are included among them. */
  readonly directives: readonly TimeDirective[];
  /** The first line that is none of a configuration: chronyd and ntpd would not start with it. */
  readonly unclear?: string;
}

type Directives = Observation<readonly TimeDirective[]>;

/** Absent where no time daemon is in use; unsupported where its configuration is not known. */
export const timeConfig: Derived<TimeConfig> = derived(
  'time-config',
  { daemons: timeDaemons, files: timeFiles },
  ({ daemons, files }): Observation<TimeConfig> => {
    if (daemons.state !== 'value') return daemons;
    if (files.state !== 'value') return files;
    const inUse = daemonInUse(daemons.value);
    if (inUse === undefined) return absent('no time daemon runs or starts at boot');
    const read = READERS[inUse.name];
    if (read === undefined) return unsupported(`how ${inUse.name} is configured is not read`);
    const main = files.value.main(read.mains);
    // Of systemd's the defaults are in the program; BusyBox's ntpd has its servers on the command line.
    if (main.state === 'absent' && inUse.name !== 'timesyncd') {
      return unsupported(`how ${inUse.name} is configured is not known: ${main.reason}`);
    }
    if (main.state !== 'value' && main.state !== 'absent') return main;
    const file = main.state === 'value' ? main.value : { path: read.mains[0], content: '' };
    const directives = read.directives(file, files.value);
    return directives.state === 'value'
      ? value({
          daemon: inUse.name,
          path: file.path,
          directives: directives.value,
          ...unclearIn(directives.value),
        })
      : directives;
  },
);

interface ConfigReader {
  readonly mains: readonly [string, ...string[]];
  readonly directives: (main: TextFile, files: TimeFiles) => Directives;
}

const READERS: Readonly<Partial<Record<TimeDaemonName, ConfigReader>>> = {
  chrony: {
    mains: ['/etc/chrony/chrony.conf', '/etc/chrony.conf'],
    directives: chronyDirectives,
  },
  ntpd: { mains: ['/etc/ntpsec/ntp.conf', '/etc/ntp.conf'], directives: ntpDirectives },
  openntpd: {
    mains: ['/etc/openntpd/ntpd.conf', '/etc/ntpd.conf'],
    directives: (main) => value(linesOf(main, /^#/)),
  },
  timesyncd: {
    mains: ['/etc/systemd/timesyncd.conf', '/usr/lib/systemd/timesyncd.conf'],
    directives: timesyncdDirectives,
  },
};

function linesOf({ path, content }: TextFile, comment: RegExp): readonly TimeDirective[] {
  return content.split('\n').flatMap((line, at) => {
    const [name = '', ...words] = visibleLine(line, 400).trim().split(/\s+/);
    return name === '' || comment.test(name)
      ? []
      : [{ name: name.toLowerCase(), words, path, number: at + 1 }];
  });
}

/** Directives of every daemon begin with a word of letters. */
function unclearIn(directives: readonly TimeDirective[]): Pick<TimeConfig, 'unclear'> {
  const strange = directives.find(
    ({ name, number }) => number !== undefined && !/^[a-z][a-z0-9]*$/.test(name),
  );
  return strange === undefined
    ? {}
    : { unclear: `line ${strange.number} of ${strange.path} is not understood` };
}

/** chrony.conf(5): lines that begin with any of `!;#%` are comments. */
const CHRONY_COMMENT = /^[!;#%]/;

function chronyDirectives(main: TextFile, files: TimeFiles): Directives {
  const found: Directives[] = linesOf(main, CHRONY_COMMENT).map((line) => {
    const patterns = included(line);
    return patterns === undefined ? value([line]) : partsOf(patterns, files);
  });
  return flat(found);
}

/** The files that a directive names; undefined for one that names none. */
function included({ name, words }: TimeDirective): readonly string[] | undefined {
  if (name === 'include') return words;
  if (name === 'confdir') return words.map((folder) => `${folder.replace(/\/$/, '')}/*.conf`);
  if (name === 'sourcedir') return words.map((folder) => `${folder.replace(/\/$/, '')}/*.sources`);
  return undefined;
}

function partsOf(patterns: readonly string[], files: TimeFiles): Directives {
  const all = allOf(patterns.map(files.part));
  if (all.state !== 'value') return all;
  const lines = all.value.flat().flatMap((file) => linesOf(file, CHRONY_COMMENT));
  const deeper = lines.find((line) => included(line) !== undefined);
  return deeper === undefined
    ? value(lines)
    : unsupported(`${deeper.path} includes other files, which are not looked at`);
}

/** ntp.conf(5); NTPsec reads the folder beside its file too. */
function ntpDirectives(main: TextFile, files: TimeFiles): Directives {
  const extra = main.path.startsWith('/etc/ntpsec/')
    ? files.part('/etc/ntpsec/ntp.d/*.conf')
    : value([]);
  if (extra.state !== 'value') return extra;
  const lines = [main, ...extra.value].flatMap((file) => linesOf(file, /^#/));
  const named = lines.find(({ name }) => name === 'includefile');
  return named === undefined
    ? value(lines)
    : unsupported(`${named.path} includes other files, which are not looked at`);
}

/** timesyncd.conf(5): of drop-ins of one name that in /etc counts; all apply in the order of their names. */
function timesyncdDirectives(main: TextFile, files: TimeFiles): Directives {
  const folders = ['/usr/lib', '/run', '/etc'].map((root) =>
    files.part(`${root}/systemd/timesyncd.conf.d/*.conf`),
  );
  const all = allOf(folders);
  if (all.state !== 'value') return all;
  const byName = new Map(
    all.value.flat().map((file) => [file.path.slice(file.path.lastIndexOf('/') + 1), file]),
  );
  const dropIns = [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
  return value(
    [main, ...dropIns].flatMap(parseUnitFile).map(({ key, value: text, path }) => ({
      name: key.replace(/^Time\./, '').toLowerCase(),
      words: visibleLine(text, 400).split(/\s+/).filter(Boolean),
      path,
    })),
  );
}

function flat(found: readonly Directives[]): Directives {
  const all = allOf(found);
  return all.state === 'value' ? value(all.value.flat()) : all;
}
