import { createHash } from 'node:crypto';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { type Blob, beginningOf, streamOf, tooLarge } from './blob.ts';
import { ImageTrouble } from './image-tree.ts';

export type Packing = 'none' | 'gzip' | 'zstd';

const MAGICS: readonly (readonly [string, Packing | string])[] = [
  ['1f8b', 'gzip'],
  ['28b52ffd', 'zstd'],
  ['fd377a585a00', 'it is packed with xz, which is not read; unpack it first: xz -dk FILE'],
  ['425a68', 'it is packed with bzip2, which is not read; unpack it first: bzip2 -dk FILE'],
  [
    '514649fb',
    'it is a qcow2 disk; mount it read-only and name the folder (docs/golden-images.md)',
  ],
];

/** How a blob is packed, by its first bytes. @throws ImageTrouble where it is nothing that is read here. */
export async function packingOf(blob: Blob): Promise<Packing> {
  const head = await beginningOf(blob, 1024);
  const start = head.toString('hex', 0, 8);
  const known = MAGICS.find(([magic]) => start.startsWith(magic))?.[1];
  if (known === 'gzip' || known === 'zstd') return known;
  if (known !== undefined) throw new ImageTrouble(known);
  if (isTar(head)) return 'none';
  if (head.toString('hex', 510, 512) === '55aa') {
    throw new ImageTrouble(
      'it is a raw disk; mount it read-only and name the folder (docs/golden-images.md)',
    );
  }
  throw new ImageTrouble('it is no tar archive, plain or packed with gzip or zstd');
}

/** By the checksum, which the oldest archives have too; two empty blocks are an empty archive. */
function isTar(head: Buffer): boolean {
  if (head.length < 512) return false;
  const block = head.subarray(0, 512);
  if (head.every((byte) => byte === 0)) return true;
  const written = Number.parseInt(block.toString('latin1', 148, 156).replaceAll(/[\0 ]/g, ''), 8);
  let sum = 8 * 32;
  for (const [at, byte] of block.entries()) if (at < 148 || at >= 156) sum += byte;
  return sum === written;
}

/** A budget that all layers of an image share. */
export interface Budget {
  bytes: number;
  readonly mostBytes: number;
}

/** Bytes of a blob, unpacked and counted. `hash` sees them as they lie in the file. */
export function unpacked(
  blob: Blob,
  packing: Packing,
  budget: Budget,
  signal: AbortSignal,
  hash?: ReturnType<typeof createHash>,
): AsyncIterable<Buffer> {
  const raw = streamOf(blob, signal);
  if (hash !== undefined) raw.on('data', (chunk: Buffer) => hash.update(chunk));
  const decoder: Transform | undefined =
    packing === 'gzip' ? createGunzip() : packing === 'zstd' ? createZstdDecompress() : undefined;
  if (decoder === undefined) return counted(raw, budget);
  raw.once('error', (error) => decoder.destroy(error));
  return counted(raw.pipe(decoder), budget);
}

async function* counted(stream: Readable, budget: Budget): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    budget.bytes += chunk.length;
    if (budget.bytes > budget.mostBytes) throw tooLarge(budget.mostBytes);
    yield chunk;
  }
}

/** Beside ustar and GNU, archives of before 1988, whose types do not tell of this option. */
const OLD_FORMATS_TOO: object = { allowUnknownFormat: true };

export interface TarEntry {
  readonly header: Header;
  /** Where the content lies in the unpacked archive. */
  readonly offset: number;
  readonly body: Readable;
}

/**
 * Walks an archive. `visit` may read the body; what it leaves is passed over.
 * @returns SHA-256 of the blob as it lies in the file, hexadecimal.
 */
export async function walkTar(
  blob: Blob,
  packing: Packing,
  budget: Budget,
  signal: AbortSignal,
  visit: (entry: TarEntry) => Promise<void> | undefined,
): Promise<string> {
  const hash = createHash('sha256');
  const tar = extract(OLD_FORMATS_TOO);
  const walk = async () => {
    for await (const entry of tar) {
      const { header } = entry;
      const offset = 'byteOffset' in header ? Number(header.byteOffset) : Number.NaN;
      const waiting = visit({ header, offset, body: entry as unknown as Readable });
      if (waiting !== undefined) await waiting;
      entry.resume();
    }
  };
  try {
    await Promise.all([
      pipeline(Readable.from(unpacked(blob, packing, budget, signal, hash)), tar, { signal }),
      walk(),
    ]);
  } catch (error) {
    if (error instanceof ImageTrouble || signal.aborted) throw error;
    throw new ImageTrouble(`it is damaged or cut short (${wordsOf(error)})`);
  }
  return hash.digest('hex');
}

/** Of our own libraries, so no bytes of the image. */
const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 120) : 'unknown';
