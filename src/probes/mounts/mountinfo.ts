import { visibleLine } from '../../model/visible-text.ts';

/** One line of /proc/PID/mountinfo, proc_pid_mountinfo(5). */
export interface Mount {
  readonly id: number;
  readonly parent: number;
  /** `major:minor` of the file system, the same wherever it is mounted. */
  readonly device: string;
  /** The folder or file of that file system which stands at the mount point. */
  readonly root: string;
  readonly mountPoint: string;
  readonly options: readonly string[];
  /** Peer group that mounts spread through; absent for a private mount. */
  readonly sharedGroup?: string;
  readonly type: string;
  readonly source: string;
  readonly superOptions: readonly string[];
}

/** Undefined when the line is no line of mountinfo. */
export function parseMount(line: string): Mount | undefined {
  const separator = line.indexOf(' - ');
  if (separator === -1) return undefined;
  const [id = '', parent = '', device, root, mountPoint, options, ...tags] = line
    .slice(0, separator)
    .split(' ');
  const [type, source, superOptions] = line.slice(separator + 3).split(' ');
  if (!/^\d+$/.test(id) || !/^\d+$/.test(parent) || !device || !root || !mountPoint || !options) {
    return undefined;
  }
  if (!type || source === undefined || superOptions === undefined) return undefined;
  const shared = tags.find((tag) => tag.startsWith('shared:'));
  return {
    id: Number(id),
    parent: Number(parent),
    device,
    root: unescaped(root).replace(/\/\/deleted$/, ''),
    mountPoint: unescaped(mountPoint),
    options: options.split(','),
    ...(shared === undefined ? {} : { sharedGroup: shared.slice('shared:'.length) }),
    type,
    source: unescaped(source),
    superOptions: superOptions.split(','),
  };
}

const LONGEST_PATH = 4096;

/** Space, tab, line feed and backslash stand as three octal digits. What could mislead people is made visible. */
const unescaped = (field: string): string =>
  visibleLine(
    field.replace(/\\([0-7]{3})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 8)),
    ),
    LONGEST_PATH,
  );

/** Mounts that another one at the same place does not hide. */
export function visibleMounts(mounts: readonly Mount[]): readonly Mount[] {
  const covered = new Set(mounts.map(({ parent, mountPoint }) => `${parent} ${mountPoint}`));
  return mounts.filter(
    ({ id, parent, mountPoint }) => id === parent || !covered.has(`${id} ${mountPoint}`),
  );
}

/** Whether writes are let through: a mount and its file system can both forbid them. */
export const isWritable = ({ options, superOptions }: Mount): boolean =>
  !options.includes('ro') && !superOptions.includes('ro');

/** Whether a path is another, or lies below it. */
export const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
