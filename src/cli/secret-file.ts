import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { UsageError } from '../model/errors.ts';

const OPEN_TO_OTHERS = 0o077;

/**
 * The secret in a file, without the line's end after it. No message holds any of it.
 * @throws UsageError for a file that is not there, empty, or open to others.
 */
export function readSecretFile(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const stats = fstatSync(file);
      if ((stats.mode & OPEN_TO_OTHERS) !== 0) {
        throw new UsageError(`${path} is open to others; run: chmod 600 ${path}`);
      }
      const secret = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
      if (secret === '' || /[\r\n]/.test(secret)) {
        throw new UsageError(`${path} holds no password; write it there in one line`);
      }
      return secret;
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${path}: ${words}; name a file that this account may read`, { cause });
  }
}
