import { failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';

interface Amount {
  readonly total: number;
  /** What accounts other than root may take: some file systems keep a part for root. */
  readonly free: number;
}

/** What the file system behind a path has left. */
export interface FreeSpace {
  readonly path: string;
  /** The same for paths on one file system; of some, all have the same. */
  readonly fileSystem: string;
  readonly bytes: Amount;
  /** Undefined where inodes are made as they are needed, as by btrfs. */
  readonly inodes?: Amount;
}

/** statfs(2) has 64 bits for each number. */
const LINE = /^([0-9a-f]{1,32})\|(\d{1,20})\|(\d{1,20})\|(\d{1,20})\|(\d{1,20})\|(\d{1,20})\|/;

/** A line of stat(1) with the format `%i|%S|%b|%a|%c|%d|%n`. */
export function freeSpaceOf(line: string, path: string): Observation<FreeSpace> {
  const [, id, ...numbers] = LINE.exec(line) ?? [];
  const [unit = 0, blocks = 0, available = 0, inodes = 0, unused = 0] = numbers.map(Number);
  if (id === undefined) return failed(`no sizes of a file system: ${visibleLine(line, 100)}`);
  // ramfs and some of FUSE count nothing.
  if (unit === 0 || blocks === 0)
    return failed(`the file system of ${path} does not tell its size`);
  if (available > blocks) return failed(`the file system of ${path} has more left than it holds`);
  return value({
    path,
    fileSystem: `${id} ${blocks}`,
    bytes: { total: blocks * unit, free: available * unit },
    // Ceph tells those in use as the total, and that there is no end to the others.
    ...(inodes === 0 || unused > inodes ? {} : { inodes: { total: inodes, free: unused } }),
  });
}
