import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ImageTrouble } from './image-tree.ts';

/** A run of bytes in an open file: an archive, or a layer inside one. */
export interface Blob {
  readonly file: FileHandle;
  readonly start: number;
  readonly bytes: number;
}

export const streamOf = ({ file, start, bytes }: Blob, signal: AbortSignal): Readable =>
  bytes === 0
    ? createReadStream('', { fd: file.fd, start: 0, end: 0, autoClose: false, signal }).take(0)
    : createReadStream('', {
        fd: file.fd,
        start,
        end: start + bytes - 1,
        autoClose: false,
        signal,
      });

/** The first bytes of a blob; fewer where it is shorter. */
export async function beginningOf({ file, start, bytes }: Blob, most: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.min(most, bytes));
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/**
 * Writes a stream to a file that has no name any more, so that it can be read twice; it goes with the process.
 * @returns the blob, and the SHA-256 of the stream, hexadecimal.
 */
export async function spool(
  stream: AsyncIterable<Buffer>,
  mostBytes: number,
  signal: AbortSignal,
): Promise<{ readonly blob: Blob; readonly sha256: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'hostward-image-'));
  const file = await open(join(folder, 'stream'), 'wx+', 0o600).finally(() =>
    rm(folder, { recursive: true, force: true }),
  );
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      signal.throwIfAborted();
      hash.update(chunk);
      if (bytes + chunk.length > mostBytes) throw tooLarge(mostBytes);
      await file.write(chunk, 0, chunk.length, bytes);
      bytes += chunk.length;
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  return { blob: { file, start: 0, bytes }, sha256: hash.digest('hex') };
}

export const tooLarge = (mostBytes: number): ImageTrouble =>
  new ImageTrouble(`it unpacks to more than ${Math.round(mostBytes / 1024 ** 2)} MiB`, true);
