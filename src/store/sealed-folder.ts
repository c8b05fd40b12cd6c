import { createHash, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, lstat, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { chainLine, parseChain } from '../integrity/chain.ts';
import { type FoundSeal, SEAL_FILES } from '../integrity/examine.ts';
import { type ChainLink, manifestOf, sha256 } from '../integrity/manifest.ts';
import { publicPem, signed } from '../integrity/signature.ts';
import { type Sums, sumsText } from '../integrity/sums.ts';
import { UsageError } from '../model/errors.ts';
import type { RunInfo } from '../model/run.ts';
import { told } from './output-folder.ts';
import { isOfRun, isReport } from './run-folder.ts';

export interface SealOptions {
  readonly key?: KeyObject;
  /** A file that lists the seals of runs, one after the other. */
  readonly chain?: string | undefined;
}

/** Larger than any list of sums of ten thousand hosts. */
const MAX_SEAL_BYTES = 64 * 1024 * 1024;

/**
 * Says what the files of a run are: `sha256sum -c SHA256SUMS` holds them to it.
 * @throws UsageError when it cannot be written, or the chain is none.
 */
export async function sealFolder(
  path: string,
  run: RunInfo,
  { key, chain }: SealOptions,
): Promise<void> {
  const follows = chain === undefined ? undefined : (await readChain(chain)).at(-1);
  const manifest = manifestOf(run, {
    follows,
    ...(key === undefined ? {} : { signer: publicPem(key) }),
  });
  await write(path, SEAL_FILES.manifest, `${JSON.stringify(manifest, null, 1)}\n`);
  const text = sumsText(await sumsOf(path));
  await write(path, SEAL_FILES.sums, text);
  if (key !== undefined) await write(path, SEAL_FILES.signature, signed(text, key));
  if (chain === undefined) return;
  const link: ChainLink = { run: run.id, seal: sha256(text) };
  await told(chain, appendFile(chain, chainLine(link), { mode: 0o600 }));
}

async function write(path: string, name: string, content: string | Uint8Array): Promise<void> {
  await told(path, writeFile(join(path, name), content, { mode: 0o600, flag: 'wx' }));
}

/** The seals of earlier runs, oldest first; none where the file is not there yet. */
export async function readChain(path: string): Promise<readonly ChainLink[]> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '';
    throw new UsageError(`${path}: ${cause.message}; name another --chain`, { cause });
  });
  return parseChain(text, path);
}

/**
 * Reads what there is to be examined. Links are not followed: nothing that a run writes is one.
 * @throws UsageError when the folder cannot be read.
 */
export async function readSeal(path: string): Promise<FoundSeal> {
  try {
    const [manifest, sums, signature] = await Promise.all(
      [SEAL_FILES.manifest, SEAL_FILES.sums, SEAL_FILES.signature].map((name) =>
        smallFile(join(path, name)),
      ),
    );
    const files = await sumsOf(path);
    return {
      ...(manifest === undefined ? {} : { manifest: manifest.toString('utf8') }),
      ...(sums === undefined ? {} : { sums: sums.toString('utf8') }),
      ...(signature === undefined ? {} : { signature }),
      files,
      reports: new Set([...files.keys()].filter(isReport)),
    };
  } catch (cause) {
    throw new UsageError(`${path}: ${String(cause)}; name the folder of a run`, { cause });
  }
}

async function smallFile(path: string): Promise<Buffer | undefined> {
  const info = await lstat(path).catch(() => undefined);
  if (info?.isFile() !== true || info.size > MAX_SEAL_BYTES) return undefined;
  return await readFile(path);
}

/** Of everything that a run writes but the list of sums itself and its signature. */
async function sumsOf(path: string): Promise<Sums> {
  const sums = new Map<string, string>();
  for (const name of (await readdir(path)).sort()) {
    if (name === SEAL_FILES.sums || name === SEAL_FILES.signature || !isOfRun(name)) continue;
    await addSums(path, name, sums);
  }
  return sums;
}

async function addSums(root: string, name: string, sums: Map<string, string>): Promise<void> {
  const path = join(root, name);
  const info = await lstat(path);
  if (info.isDirectory()) {
    for (const below of (await readdir(path)).sort()) await addSums(root, `${name}/${below}`, sums);
    return;
  }
  // What is no file has no sum that a seal could hold.
  sums.set(name, info.isFile() ? await hashOf(path) : 'no file');
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
