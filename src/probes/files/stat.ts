import { failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import type { RawOutput } from '../reader.ts';
import { stat as reader } from '../readers/stat.ts';
import { pathGap } from './text-gap.ts';

export interface FileStat {
  readonly path: string;
  readonly type: 'file' | 'directory' | 'socket' | 'fifo' | 'device' | 'other';
  /** Permission bits with setuid, setgid and sticky: 0o4755. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Names by the host's own databases; `UNKNOWN` where it has none. */
  readonly owner: string;
  readonly group: string;
  readonly bytes: number;
  /** Seconds since 1970. */
  readonly modifiedAt: number;
}

/** Type, mode and owner of what a path leads to, links followed. */
export function stat(path: string): Probe<FileStat> {
  return {
    key: `stat:${path}`,
    reading: { reader, arg: path },
    parse: (raw) => {
      const gap = pathGap(raw, path);
      if (gap !== undefined) return gap;
      return statLine(raw.stdout.replace(/\n$/, ''));
    },
  };
}

/** The same of everything that a shell pattern finds, sorted by path; nothing found is an empty list. */
export function stats(pattern: string): Probe<readonly FileStat[]> {
  return {
    key: `stats:${pattern}`,
    reading: { reader, arg: pattern },
    parse: (raw) => parseStats(raw, pattern),
  };
}

function parseStats(raw: RawOutput, pattern: string): Observation<readonly FileStat[]> {
  const gap = pathGap(raw, pattern);
  // Beside paths that were found, a name that leads nowhere is a dangling link.
  if (gap !== undefined && gap.state !== 'absent') return gap;
  const found: FileStat[] = [];
  for (const line of raw.stdout.split('\n').filter((l) => l !== '')) {
    const one = statLine(line);
    if (one.state !== 'value') return one;
    found.push(one.value);
  }
  return value(found.sort((a, b) => (a.path < b.path ? -1 : 1)));
}

const LINE =
  /^([0-7]{1,5})\|(-?\d{1,15})\|(-?\d{1,15})\|([^|]+)\|([^|]+)\|([^|]+)\|(-?\d{1,20})\|(-?\d{1,15})\|(.+)$/s;

/** A line of stat(1) with the format `%a|%u|%g|%U|%G|%F|%s|%Y|%n`. */
export function statLine(line: string): Observation<FileStat> {
  const [, mode = '', uid, gid, owner = '', group = '', type = '', bytes, modified, path] =
    LINE.exec(line) ?? [];
  if (path === undefined) return failed(`not a line of stat: ${visibleLine(line, 200)}`);
  return value({
    path,
    type: typeOf(type),
    mode: Number.parseInt(mode, 8),
    uid: Number(uid),
    gid: Number(gid),
    owner,
    group,
    bytes: Number(bytes),
    modifiedAt: Number(modified),
  });
}

function typeOf(words: string): FileStat['type'] {
  if (words === 'regular file' || words === 'regular empty file') return 'file';
  if (words === 'directory' || words === 'socket' || words === 'fifo') return words;
  return words.endsWith('special file') ? 'device' : 'other';
}

/** As `ls` and chmod write it: `0660`. */
export const octal = (mode: number): string => mode.toString(8).padStart(4, '0');
