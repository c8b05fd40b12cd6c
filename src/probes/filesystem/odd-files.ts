import { denied, failed, type Gap, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import type { RawOutput } from '../reader.ts';
import { oddFiles as reader } from '../readers/odd-files.ts';

/** A file that stands out: setuid or setgid, a device, or open to everybody's writes. */
export interface OddFile {
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'device';
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** A program with capabilities of its own. */
export interface CapableFile {
  readonly path: string;
  /** As getcap writes it, the path left out: `cap_net_raw=ep`. */
  readonly capabilities: string;
}

export interface FileWalk {
  /** Where it began. */
  readonly roots: readonly string[];
  readonly files: readonly OddFile[];
  readonly capable: readonly CapableFile[];
  /** What hid files, and what hid capabilities: findings count all the same, their lack does not. */
  readonly gap: Gap | undefined;
  readonly capabilityGap: Gap | undefined;
}

/** What a walk over the host's own file systems found. Folders of containers are left out. */
export const fileWalk: Probe<FileWalk> = {
  key: 'file-walk:',
  reading: { reader, arg: '' },
  parse: (raw) => parseWalk(raw),
};

function parseWalk({ stdout, stderr }: RawOutput): Observation<FileWalk> {
  const lines = stdout.split('\n');
  const roots = lines.flatMap((line) => (line.startsWith('root ') ? [line.slice(5)] : []));
  const skipped = lines.find((line) => line.startsWith('skipped '));
  const status = /(?:^|\n)status (\d+)\n$/.exec(stdout)?.[1];
  if (roots.length === 0) return failed('no file system of this host could be walked');
  const said = stderr.split('\n').filter((line) => line !== '');
  const capable = said.flatMap(capableFile);
  const trouble = said.filter((line) => /^(\S*\/)?(find|stat|sh|getcap|timeout): /.test(line));
  const gap = gapOf(status, skipped, trouble);
  const without = said.includes('getcap absent');
  return value({
    roots: [...new Set(roots)].map((path) => visibleLine(path, 200)),
    // A mount that covers another at the same place is walked once for each.
    files: [...new Map(lines.flatMap(oddFile).map((file) => [file.path, file])).values()],
    capable,
    gap,
    capabilityGap: without ? failed('the host has no getcap to read capabilities of files') : gap,
  });
}

function gapOf(
  status: string | undefined,
  skipped: string | undefined,
  trouble: readonly string[],
): Gap | undefined {
  if (skipped !== undefined) return failed(`not looked at: ${visibleLine(skipped.slice(8), 200)}`);
  const hidden = trouble.find((line) => !/: No such file or directory$/.test(line));
  if (hidden !== undefined) {
    return /Permission denied|Operation not permitted/.test(hidden)
      ? denied(`walking the file systems needs more privilege: ${visibleLine(hidden, 200)}`)
      : failed(visibleLine(hidden, 200));
  }
  // Status 1 without a word, or with files that went meanwhile, is a whole walk.
  if (status === '0' || (status === '1' && trouble.length > 0)) return undefined;
  return failed(`walking the file systems ended with status ${status ?? 'unknown'}`);
}

const LINE = /^([a-z])\|([0-9a-f]{1,6})\|(\d{1,10})\|(\d{1,10})\|(\/.*)$/;

/** A name with a line feed breaks its line; what follows is no line of ours, or one finding too many. */
function oddFile(line: string): readonly OddFile[] {
  const [, kind = '', digits = '', uid = '', gid = '', path] = LINE.exec(line) ?? [];
  if (path === undefined) return [];
  const isRaw = kind === 'x';
  const bits = Number.parseInt(digits, isRaw ? 16 : 8);
  const of = isRaw ? KIND_BY_BITS[bits >> 12] : KIND_BY_LETTER[kind];
  if (of === undefined || Number.isNaN(bits)) return [];
  return [
    {
      path: visibleLine(path, 1000),
      kind: of,
      mode: bits & 0o7777,
      uid: Number(uid),
      gid: Number(gid),
    },
  ];
}

const KIND_BY_LETTER: Readonly<Record<string, OddFile['kind']>> = {
  f: 'file',
  d: 'directory',
  b: 'device',
  c: 'device',
};
/** The type bits of st_mode, inode(7). */
const KIND_BY_BITS: Readonly<Record<number, OddFile['kind']>> = {
  8: 'file',
  4: 'directory',
  6: 'device',
  2: 'device',
};

/** libcap wrote `PATH = cap_x+ep` up to 2.41, and writes `PATH cap_x=ep` since. */
function capableFile(line: string): readonly CapableFile[] {
  const [, path, capabilities] =
    /^(\/.*?) (?:= )?((?:\S*cap_\S*|\S*[=+]\S*)(?: \S+)*)$/.exec(line) ?? [];
  if (path === undefined || capabilities === undefined) return [];
  return [{ path: visibleLine(path, 1000), capabilities: visibleLine(capabilities, 300) }];
}
