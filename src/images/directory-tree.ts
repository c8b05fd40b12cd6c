import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, readdir, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Content,
  FileTrouble,
  type ImageBounds,
  type ImageTree,
  ImageTrouble,
  type Inode,
  type InodeType,
  withMost,
} from './image-tree.ts';

const { O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;

/** Where Linux says which file a descriptor is open on. */
const DESCRIPTORS = '/proc/self/fd';

interface FolderInode extends Inode {
  /** Real path on this machine: no link was followed on the way to it. */
  readonly real: string;
}

/**
 * A folder that holds the root of an image. No link of it is followed by this machine: each component is
 * looked at with lstat, and what is opened is opened without following its last name; on Linux the open file
 * is then asked where it lies, so that a folder swapped for a link meanwhile leads nowhere.
 * Where /proc/self/fd is not there (no Linux), that last question cannot be asked.
 */
export async function openDirectory(path: string, bounds: ImageBounds): Promise<ImageTree> {
  const real = await realpath(path);
  const root = inodeOf(await lstat(real), real);
  const known = new Map<string, Inode | undefined>();
  const isAnswered = await lstat(DESCRIPTORS).then(
    () => true,
    () => false,
  );
  return {
    root,
    child: async (folder, name) => {
      const at = join(realOf(folder), name);
      if (!known.has(at)) {
        known.set(at, await within(folder, isAnswered, (held) => look(held, name, at)));
      }
      return known.get(at);
    },
    names: (folder) => within(folder, isAnswered, (held) => readdir(held)),
    contents: (files, signal, most) =>
      contentsOf(files, withMost(bounds, most), signal, isAnswered),
    close: async () => undefined,
  };
}

const realOf = (inode: Inode): string => {
  if ('real' in inode) return (inode as FolderInode).real;
  throw new ImageTrouble('a defect of hostward: an inode of another tree');
};

/** Opens a folder and gives a path that leads to it whatever is renamed meanwhile. */
async function within<T>(
  folder: Inode,
  isAnswered: boolean,
  use: (held: string) => Promise<T>,
): Promise<T> {
  const real = realOf(folder);
  const handle = await opened(real, O_DIRECTORY);
  try {
    if (isAnswered) await mustLieAt(handle, real);
    return await use(isAnswered ? `${DESCRIPTORS}/${handle.fd}` : real);
  } catch (error) {
    throw troubleOf(error);
  } finally {
    await handle.close();
  }
}

async function look(held: string, name: string, real: string): Promise<Inode | undefined> {
  try {
    const stats = await lstat(`${held}/${name}`);
    const target = stats.isSymbolicLink() ? await readlink(`${held}/${name}`) : undefined;
    return inodeOf(stats, real, target);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

async function contentsOf(
  files: ReadonlySet<Inode>,
  bounds: ImageBounds,
  signal: AbortSignal,
  isAnswered: boolean,
): Promise<ReadonlyMap<Inode, Content | FileTrouble>> {
  const found = new Map<Inode, Content | FileTrouble>();
  let room = bounds.keptBytes;
  for (const inode of files) {
    signal.throwIfAborted();
    try {
      const bytes = await contentOf(inode, Math.min(bounds.fileBytes, room), isAnswered);
      room -= bytes.kept.length;
      found.set(inode, { text: bytes.kept.toString('latin1'), cut: bytes.cut });
    } catch (error) {
      const trouble = troubleOf(error);
      if (!(trouble instanceof FileTrouble)) throw trouble;
      found.set(inode, trouble);
    }
  }
  return found;
}

async function contentOf(inode: Inode, most: number, isAnswered: boolean) {
  const real = realOf(inode);
  // Should a pipe or a device have taken its place, opening must not wait.
  const handle = await opened(real, O_NONBLOCK);
  try {
    if (isAnswered) await mustLieAt(handle, real);
    if (!(await handle.stat()).isFile()) throw new FileTrouble('Not a regular file');
    const buffer = Buffer.alloc(Math.min(most, Math.max(inode.bytes, 4096)) + 1);
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    const cut = filled === buffer.length;
    return { kept: buffer.subarray(0, cut ? filled - 1 : filled), cut };
  } finally {
    await handle.close();
  }
}

async function opened(real: string, flags: number): Promise<FileHandle> {
  try {
    return await open(real, O_RDONLY | O_NOFOLLOW | flags);
  } catch (error) {
    throw troubleOf(error);
  }
}

async function mustLieAt(handle: FileHandle, real: string): Promise<void> {
  const lies = await readlink(`${DESCRIPTORS}/${handle.fd}`);
  if (lies !== real) throw new FileTrouble('it was changed while it was read');
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  ELOOP: 'it was changed while it was read',
  EIO: 'Input/output error',
};

function troubleOf(error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof FileTrouble || code === undefined) return error;
  return new FileTrouble(WORDS[code] ?? `could not be read (${code})`);
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

const inodeOf = (stats: Stats, real: string, target?: string): FolderInode => ({
  type: typeOf(stats),
  mode: stats.mode & 0o7777,
  uid: stats.uid,
  gid: stats.gid,
  bytes: stats.size,
  modifiedAt: Math.floor(stats.mtimeMs / 1000),
  ...(target === undefined ? {} : { target }),
  real,
});

function typeOf(stats: Stats): InodeType {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  if (stats.isSymbolicLink()) return 'symlink';
  if (stats.isFIFO()) return 'fifo';
  if (stats.isSocket()) return 'socket';
  return stats.isBlockDevice() ? 'block' : 'character';
}
