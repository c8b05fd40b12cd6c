import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';
import { UsageError } from '../model/errors.ts';
import { linesOf } from './lines.ts';

/** A host of a run's list, and where its line lies. */
interface IndexedHost {
  readonly name: string;
  readonly status: 'audited' | 'failed';
  /** SHA-256 of the findings as they are written; empty for a host that failed. */
  readonly findingsHash: string;
  readonly offset: number;
  readonly length: number;
}

/** The list of hosts of a run, by name: read once, line by line, and never held. */
export interface RunFolderIndex {
  /** Ordered by name, byte by byte. */
  readonly hosts: readonly IndexedHost[];
  /** What the line of a host says, nothing of it believed yet. */
  readonly read: (host: IndexedHost) => Promise<unknown>;
}

const headSchema = z.object({ name: z.string(), status: z.enum(['audited', 'failed']) });

/** Findings are what a host ends with. Within a text of JSON no quotation mark stands bare, so this is none. */
const FINDINGS = ',"findings":[';

/** @throws UsageError when a line is none of a host. */
export async function indexRunFolder(file: string): Promise<RunFolderIndex> {
  const hosts: IndexedHost[] = [];
  let offset = 0;
  for await (const line of linesOf(file)) {
    const length = Buffer.byteLength(line);
    hosts.push({ ...headOf(line, `${file}:${hosts.length + 1}`), offset, length });
    offset += length + 1;
  }
  const names = new Map(hosts.map((host) => [host.name, Buffer.from(host.name)]));
  const bytesOf = (name: string) => names.get(name) ?? Buffer.from(name);
  hosts.sort((a, b) => Buffer.compare(bytesOf(a.name), bytesOf(b.name)));
  return {
    hosts,
    read: async (host) => {
      const handle = await open(file);
      try {
        return parsed(await sliceOf(handle, host), `${file}, ${host.name}`);
      } finally {
        await handle.close();
      }
    },
  };
}

function headOf(
  line: string,
  where: string,
): Pick<IndexedHost, 'name' | 'status' | 'findingsHash'> {
  const at = line.indexOf(FINDINGS);
  const head = headSchema.safeParse(parsed(at === -1 ? line : `${line.slice(0, at)}}`, where));
  if (!head.success) throw altered(where);
  return {
    ...head.data,
    findingsHash: at === -1 ? '' : createHash('sha256').update(line.slice(at)).digest('base64'),
  };
}

async function sliceOf(handle: FileHandle, { offset, length }: IndexedHost): Promise<string> {
  const { buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
  return buffer.toString('utf8');
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw altered(where);
  }
}

const altered = (where: string): UsageError =>
  new UsageError(`${where}: no host of a run; it was altered, or written by another version`);
