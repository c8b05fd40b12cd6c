import { stat as reader } from '../../probes/readers/stat.ts';
import { type ImageRoot, NotBooted } from '../image-root.ts';
import type { Inode } from '../image-tree.ts';
import { asBytes, expansionOf, type ImageReader, linesOf, textOf } from './image-reader.ts';

const DATABASES = ['/etc/passwd', '/etc/group'] as const;

export const stat: ImageReader = {
  reader,
  files: () => DATABASES,
  read: async (root, args) => {
    const [users, groups] = await Promise.all(DATABASES.map((path) => namesIn(root, path)));
    const nameOf = (names: ReadonlyMap<number, string> | undefined, id: number): string =>
      names?.get(id) ?? 'UNKNOWN';
    const out: string[] = [];
    const errors: string[] = [];
    for (const arg of args) {
      const { paths, trouble } = await expansionOf(root, arg);
      if (trouble !== undefined) errors.push(`stat: cannot statx '${arg}': ${trouble}\n`);
      for (const path of paths) {
        const found = await lookAt(root, path);
        const shown = asBytes(path);
        if ('trouble' in found) errors.push(`stat: cannot statx '${shown}': ${found.trouble}\n`);
        else {
          const { mode, uid, gid, bytes, modifiedAt } = found.inode;
          const owners = `${uid}|${gid}|${nameOf(users, uid)}|${nameOf(groups, gid)}`;
          const kind = kindOf(found.inode);
          out.push(`${mode.toString(8)}|${owners}|${kind}|${bytes}|${modifiedAt}|${shown}\n`);
        }
      }
    }
    return { exit: errors.length > 0 ? 1 : 0, stdout: out.join(''), stderr: errors.join('') };
  },
};

async function lookAt(root: ImageRoot, path: string) {
  try {
    return await root.find(path);
  } catch (error) {
    if (error instanceof NotBooted) return { path, trouble: 'the image is not booted' };
    throw error;
  }
}

/** Names by number; where two lines have one, the first, as the C library finds it. */
async function namesIn(root: ImageRoot, path: string): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>();
  for (const line of linesOf((await textOf(root, path))?.text ?? '')) {
    const [name = '', , id = ''] = line.split(':');
    const isWritten = /^\d{1,10}$/.test(id) && /^[^|\s]{1,64}$/.test(name);
    if (isWritten && !names.has(Number(id))) names.set(Number(id), name);
  }
  return names;
}

const KINDS: Readonly<Record<Inode['type'], string>> = {
  file: 'regular file',
  directory: 'directory',
  symlink: 'symbolic link',
  fifo: 'fifo',
  socket: 'socket',
  character: 'character special file',
  block: 'block special file',
};

const kindOf = ({ type, bytes }: Inode): string =>
  type === 'file' && bytes === 0 ? 'regular empty file' : KINDS[type];
