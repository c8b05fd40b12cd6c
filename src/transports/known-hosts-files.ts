import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { keyTypeOf, knownHostsName } from './host-key.ts';
import {
  type HostKeyVerdict,
  judgeHostKey,
  type KnownHosts,
  parseKnownHosts,
} from './known-hosts.ts';

/** A server as its client names it. */
interface ServerName {
  readonly address: string;
  readonly port: number;
}

/** The known_hosts files of one run: each is parsed once and again when it changes. */
export interface KnownHostsFiles {
  /** Rejects with the system's error when a file is there but cannot be read. */
  readonly read: (files: readonly string[]) => Promise<readonly KnownHosts[]>;
  /**
   * Appends a key, unless the file meanwhile holds one for this server: then says what it holds.
   * A new file is for its owner alone (0600).
   */
  readonly accept: (file: string, server: ServerName, key: Buffer) => Promise<HostKeyVerdict>;
}

interface Parsed {
  readonly version: string;
  readonly hosts: KnownHosts;
}

const NONE: KnownHosts = { byName: new Map(), others: [] };

export function createKnownHostsFiles(): KnownHostsFiles {
  const parsed = new Map<string, Parsed>();
  let lastAppend: Promise<unknown> = Promise.resolve();

  async function readOne(file: string): Promise<KnownHosts> {
    const version = await versionOf(file);
    if (version === undefined) return NONE;
    const known = parsed.get(file);
    if (known?.version === version) return known.hosts;
    const hosts = parseKnownHosts(await readFile(file, 'utf8'), file);
    parsed.set(file, { version, hosts });
    return hosts;
  }

  async function append(file: string, server: ServerName, key: Buffer): Promise<HostKeyVerdict> {
    const verdict = judgeHostKey([await readOne(file)], server, key);
    if (verdict.verdict === 'unknown') {
      await appendLine(
        file,
        `${knownHostsName(server.address, server.port)} ${keyTypeOf(key)} ${key.toString('base64')}`,
      );
    }
    return verdict.verdict === 'unknown' ? { verdict: 'trusted' } : verdict;
  }

  return {
    read: (files) => Promise.all(files.map(readOne)),
    accept: (file, server, key) => {
      // One after another, so that hosts behind one new jump host do not each add its key.
      const appended = lastAppend.then(() => append(file, server, key));
      lastAppend = appended.catch(() => undefined);
      return appended;
    },
  };
}

async function versionOf(file: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeMs } = await stat(file);
    return `${ino}:${size}:${mtimeMs}`;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function appendLine(file: string, line: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    const glue = size === 0 || last.toString() === '\n' ? '' : '\n';
    await handle.appendFile(`${glue}${line}\n`);
  } finally {
    await handle.close();
  }
}
