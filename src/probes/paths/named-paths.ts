import {
  absent,
  denied,
  failed,
  type Gap,
  type Observation,
  unsupported,
  value,
} from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { type FileStat, statLine } from '../files/stat.ts';
import type { RawOutput } from '../reader.ts';
import { namedPaths as reader } from '../readers/named-paths.ts';

/** A setting of a file that names a program, a file of variables or an account. */
export interface UnitLine {
  /** Of the unit, or of a drop-in. */
  readonly file: string;
  /** `masked` for a file without lines, `read` for any other, or the name of a setting. */
  readonly key: string;
  readonly value: string;
}

/** What configuration names, and what stat says of it. */
export interface NamedPaths {
  /** Programs that root's cron jobs start. */
  readonly cron: readonly { readonly file: string; readonly program: string }[];
  readonly units: readonly UnitLine[];
  /** Names of variables with secrets, and the file that holds them. */
  readonly secrets: readonly { readonly file: string; readonly name: string }[];
  /** Values of PATH, as written. */
  readonly searches: readonly { readonly file: string; readonly value: string }[];
  /** Masks that shells and login set for everybody, or for root, in octal. */
  readonly umasks: readonly { readonly file: string; readonly value: string }[];
  /** Sizes in /etc/ssh/moduli as its fifth field has them, one less than bits, and how many there are of each. */
  readonly moduli: ReadonlyMap<number, number>;
  /** Files and folders that could not be read. */
  readonly unread: readonly string[];
  /** What hit a limit: a file, `accounts` or `paths`. */
  readonly cut: readonly string[];
  /** What is at a path that configuration names, links followed. */
  readonly at: (path: string) => Observation<FileStat>;
}

export const namedPaths: Probe<NamedPaths> = {
  key: 'named-paths:',
  reading: { reader, arg: '' },
  parse: (raw) => parseNamedPaths(raw),
};

function parseNamedPaths({ stdout, stderr }: RawOutput): Observation<NamedPaths> {
  const lines = stdout.split('\n');
  const end = lines.indexOf('--');
  if (end === -1) return failed('what configuration names was not read to its end');
  const told = lines.slice(0, end).map(fieldsOf);
  const of = (kind: string): readonly (readonly string[])[] =>
    told.filter(([name]) => name === kind).map((fields) => fields.slice(1));
  const stats = statsOf(lines.slice(end + 1));
  if (stats.size === 0) return failed('stat said nothing of what configuration names');
  return value({
    cron: of('cron').map(([file = '', ...rest]) => ({ file, program: rest.join('|') })),
    units: of('unit').map(([file = '', key = '', ...rest]) => ({
      file,
      key,
      value: rest.join('|'),
    })),
    secrets: of('secret').map(([file = '', ...rest]) => ({ file, name: rest.join('|') })),
    searches: of('path').map(([file = '', ...rest]) => ({ file, value: rest.join('|') })),
    umasks: of('umask').map(([file = '', written = '']) => ({ file, value: written })),
    moduli: new Map(of('moduli').map(([size, count]) => [Number(size), Number(count)])),
    unread: of('denied').map(([path = '']) => path),
    cut: lines.slice(0, end).flatMap((line) => (line.startsWith('cut ') ? [line.slice(4)] : [])),
    at: lookup(stats, complaintsOf(stderr), new Set(of('remote').map((rest) => rest.join('|')))),
  });
}

const fieldsOf = (line: string): readonly string[] => line.split('|');

function statsOf(lines: readonly string[]): ReadonlyMap<string, FileStat> {
  const found = new Map<string, FileStat>();
  for (const line of lines) {
    const one = line === '' ? undefined : statLine(line);
    if (one?.state === 'value') found.set(one.value.path, one.value);
  }
  return found;
}

/** GNU: `stat: cannot statx '/x': …`; busybox: `stat: can't stat '/x': …`; toybox: `stat: /x: …`. */
function complaintsOf(stderr: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of stderr.split('\n')) {
    const from = line.indexOf('/');
    const colon = line.lastIndexOf(': ');
    if (from === -1 || colon <= from) continue;
    found.set(line.slice(from, colon).replace(/'$/, ''), line.slice(colon + 2));
  }
  return found;
}

function lookup(
  stats: ReadonlyMap<string, FileStat>,
  complaints: ReadonlyMap<string, string>,
  remote: ReadonlySet<string>,
): NamedPaths['at'] {
  return (written) => {
    const path = written.replace(/(?<=.)\/+$/, '');
    const found = stats.get(path);
    return found === undefined ? gapOf(path, complaints.get(path), remote) : value(found);
  };
}

function gapOf(path: string, complaint: string | undefined, remote: ReadonlySet<string>): Gap {
  const shown = visibleLine(path, 200);
  if (remote.has(path)) return unsupported(`${shown} is on another machine, and not looked at`);
  if (complaint === undefined) return failed(`${shown} was not looked at`);
  if (/^(No such file or directory|Not a directory)/.test(complaint)) {
    return absent(`${shown} does not exist`);
  }
  if (/^(Permission denied|Operation not permitted)/.test(complaint)) {
    return denied(`looking at ${shown} needs more privilege`);
  }
  return failed(`${shown}: ${visibleLine(complaint, 100)}`);
}
