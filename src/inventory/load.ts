import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import { visibleLine } from '../model/visible-text.ts';
import type { NamedFile } from './draft.ts';
import { parseInventory } from './parse.ts';
import { quoted } from './quoted.ts';
import type { Account } from './target.ts';

export interface LoadedInventory {
  readonly hosts: readonly Host[];
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly hash: string;
}

const MAX_BYTES = 10 * 1024 * 1024;
const WRITABLE_BY_ANYONE = 0o002;
const OPEN_TO_OTHERS = 0o077;

/** Whoever runs hostward. */
export function currentAccount(): Account {
  return { user: userInfo().username, homeDirectory: homedir() };
}

/**
 * Reads an inventory and looks at the files that it names.
 * @throws UsageError with every problem of the inventory, or else of those files.
 */
export function loadInventory(path: string, account: Account = currentAccount()): LoadedInventory {
  const name = visibleLine(path);
  const bytes = readInventory(path, name);
  const { hosts, files } = parseInventory(decode(bytes, name), name, {
    homeDirectory: account.homeDirectory,
    defaultUser: account.user,
    inventoryDirectory: dirname(resolve(path)),
  });
  const problems = files.flatMap((file) => {
    const problem = problemOf(file);
    return problem === undefined ? [] : [`${file.position} ${problem}`];
  });
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return { hosts, hash: createHash('sha256').update(bytes).digest('hex') };
}

function readInventory(path: string, name: string): Buffer {
  try {
    const descriptor = openSync(path, 'r');
    try {
      refuseUnfit(fstatSync(descriptor), name);
      return readBounded(descriptor, name);
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const why = codeOf(cause) === 'ENOENT' ? 'does not exist' : `cannot be read (${codeOf(cause)})`;
    throw new UsageError(`inventory ${name} ${why}; name a file that this account may read`, {
      cause,
    });
  }
}

function refuseUnfit(stats: Stats, name: string): void {
  if (stats.isDirectory()) {
    throw new UsageError(`inventory ${name} is a directory; name a YAML file`);
  }
  if (stats.isFile() && (stats.mode & WRITABLE_BY_ANYONE) !== 0) {
    throw new UsageError(
      `inventory ${name} can be written by anyone (mode ${octal(stats)}), who could choose where root logs in; run: chmod o-w ${name}`,
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
      throw new UsageError(`inventory ${name} is larger than 10 MiB; split it into several`);
    }
    chunks.push(chunk.subarray(0, length));
  }
}

function decode(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UsageError(`inventory ${name} is not UTF-8 text; save it as UTF-8`, { cause });
  }
}

const KINDS = { identityFiles: 'identity file', knownHosts: 'known hosts file' } as const;

function problemOf({ kind, path }: NamedFile): string | undefined {
  const file = `${KINDS[kind]} ${quoted(path)}`;
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return `${file} is a directory; expected a file`;
    closeSync(openSync(path, 'r'));
    return kind === 'identityFiles' ? problemOfKey(stats, path, file) : undefined;
  } catch (cause) {
    return codeOf(cause) === 'ENOENT'
      ? `${file} does not exist; expected a file that is there`
      : `${file} cannot be read (${codeOf(cause)}); expected one that this account may read`;
  }
}

/** The rule of OpenSSH: it looks at the mode of keys that belong to the account itself. */
function problemOfKey(stats: Stats, path: string, file: string): string | undefined {
  if (path.endsWith('.pub')) return `${file} is a public key; expected the private key beside it`;
  const own = stats.uid === userInfo().uid;
  if (!own || (stats.mode & OPEN_TO_OTHERS) === 0) return undefined;
  return `${file} is open to others (mode ${octal(stats)}); expected mode 0600, run: chmod 600 ${visibleLine(path)}`;
}

const octal = (stats: Stats): string => `0${(stats.mode & 0o777).toString(8)}`;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
