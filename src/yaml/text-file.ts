import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { UsageError } from '../model/errors.ts';
import { visibleLine } from '../model/visible-text.ts';

const MAX_BYTES = 10 * 1024 * 1024;
const WRITABLE_BY_ANYONE = 0o002;

/** What a file is, for the sentences about it. */
export interface FileRole {
  /** `inventory` */
  readonly what: string;
  /** What anybody could do who may write it: `who could choose where root logs in`. */
  readonly danger: string;
}

/**
 * A text file that decides what is audited.
 * @throws UsageError when it is not there, no text, too large or writable by everyone.
 */
export function readTextFile(
  path: string,
  role: FileRole,
): { readonly text: string /** SHA-256 of its bytes, hexadecimal. */; readonly hash: string } {
  const name = `${role.what} ${visibleLine(path)}`;
  const bytes = read(path, name, role);
  return { text: decode(bytes, name), hash: createHash('sha256').update(bytes).digest('hex') };
}

function read(path: string, name: string, role: FileRole): Buffer {
  try {
    const descriptor = openSync(path, 'r');
    try {
      refuseUnfit(fstatSync(descriptor), path, name, role);
      return readBounded(descriptor, name);
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const why = codeOf(cause) === 'ENOENT' ? 'does not exist' : `cannot be read (${codeOf(cause)})`;
    throw new UsageError(`${name} ${why}; name a file that this account may read`, {
      cause,
    });
  }
}

function refuseUnfit(stats: Stats, path: string, name: string, { danger }: FileRole): void {
  if (stats.isDirectory()) {
    throw new UsageError(`${name} is a directory; name a YAML file`);
  }
  if (stats.isFile() && (stats.mode & WRITABLE_BY_ANYONE) !== 0) {
    throw new UsageError(
      `${name} can be written by anyone (mode ${octal(stats)}), ${danger}; run: chmod o-w ${visibleLine(path)}`,
    );
  }
}

/** Counts as it reads: the size of a pipe is not known, and a file may grow. */
function readBounded(descriptor: number, name: string): Buffer {
  const chunks: Buffer[] = [];
  for (let total = 0; ; ) {
    const chunk = Buffer.alloc(64 * 1024);
    const length = readSync(descriptor, chunk);
    if (length === 0) return Buffer.concat(chunks);
    total += length;
    if (total > MAX_BYTES) {
      throw new UsageError(`${name} is larger than 10 MiB; split it into several`);
    }
    chunks.push(chunk.subarray(0, length));
  }
}

function decode(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UsageError(`${name} is not UTF-8 text; save it as UTF-8`, { cause });
  }
}

const octal = (stats: Stats): string => `0${(stats.mode & 0o777).toString(8)}`;

/** `ENOENT` and the like. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
