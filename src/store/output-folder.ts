import { existsSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '../model/errors.ts';

/** Text that comes in pieces. */
export type TextStream = AsyncIterable<string> | Iterable<string>;

/**
 * Writes a file that its owner alone may read. A file that
 * could not be written whole is removed: half a report looks whole.
 * @returns its path. @throws UsageError when it cannot be written.
 */
export async function writeText(folder: string, name: string, text: TextStream): Promise<string> {
  const file = join(folder, name);
  const below = dirname(file);
  if (below !== folder && !existsSync(below)) {
    await told(folder, mkdir(below, { mode: 0o700, recursive: existsSync(folder) }));
  }
  await told(folder, writeStream(file, text));
  return file;
}

/** A disk that is full, or gone, is nothing that a stack trace explains. */
export async function told<T>(path: string, writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    throw new UsageError(
      `cannot write to ${path}: ${cause.message}; make room there or name another --output`,
      { cause },
    );
  }
}

/** Node's recursive mkdir never ends where a file system answers ENOENT for good, as /proc does. */
export async function makeFolder(path: string): Promise<void> {
  if (existsSync(path)) return;
  await mkdir(path, { recursive: !existsSync(dirname(path)), mode: 0o700 });
}

async function writeStream(file: string, text: TextStream): Promise<void> {
  await rm(file, { force: true });
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const piece of text) await handle.appendFile(piece);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}
