import { toBytes } from '../collector/bytes.ts';
import type { Plan, PlannedRead } from '../collector/plan.ts';
import { NOT_BOOTED, type Recorded } from '../model/evidence.ts';
import { type FrameText, readingKey } from '../probes/reader.ts';
import { ImageRoot, isOfBooted, NotBooted } from './image-root.ts';
import { FileTrouble, type ImageTree, type Inode } from './image-tree.ts';
import { type ImageReader, UnsupportedImage } from './readers/image-reader.ts';
import { IMAGE_READERS } from './readers/index.ts';

/**
 * Answers a plan out of the files of an image, in the records of a host.
 * @throws ImageTrouble when the image cannot be read; the reason of the signal when it is aborted.
 */
export async function collectImage(
  tree: ImageTree,
  plan: Plan,
  signal: AbortSignal,
): Promise<Readonly<Record<string, Recorded>>> {
  const root = new ImageRoot(tree, signal);
  const reads = plan.map((read) => ({ read, answering: IMAGE_READERS.get(read.reader) }));
  await root.load(await wantedFiles(root, reads));
  const records: (readonly [string, Recorded])[] = [];
  for (const { read, answering } of reads) {
    records.push(...(await recordsOf(root, read, answering)));
  }
  return Object.fromEntries(records);
}

interface Answering {
  readonly read: PlannedRead;
  readonly answering: ImageReader | undefined;
}

async function wantedFiles(
  root: ImageRoot,
  reads: readonly Answering[],
): Promise<ReadonlySet<Inode>> {
  const files = new Set<Inode>();
  for (const { read, answering } of reads) {
    for (const pattern of answering?.files(offlineArguments(read)) ?? []) {
      for (const path of await root.expand(pattern).catch(ignoring(FileTrouble, []))) {
        const found = await root.find(path).catch(ignoring(NotBooted, undefined));
        if (found && 'inode' in found && found.inode.type === 'file') files.add(found.inode);
      }
    }
  }
  return files;
}

const ignoring =
  <T>(kind: typeof FileTrouble | typeof NotBooted, instead: T) =>
  (error: unknown): T => {
    if (error instanceof kind) return instead;
    throw error;
  };

const offlineArguments = ({ args }: PlannedRead): readonly string[] =>
  args.filter((arg) => !isOfBooted(arg));

async function recordsOf(
  root: ImageRoot,
  read: PlannedRead,
  answering: ImageReader | undefined,
): Promise<readonly (readonly [string, Recorded])[]> {
  const keyOf = (arg: string): string => readingKey({ reader: read.reader, arg });
  const cannot = (args: readonly string[], reason: string) =>
    args.map((arg): readonly [string, Recorded] => [keyOf(arg), unsupported(reason)]);
  if (answering === undefined) return cannot(read.args, NOT_BOOTED);
  const args: string[] = [];
  const blind: string[] = [];
  for (const arg of read.args) ((await leadsToBooted(root, arg)) ? blind : args).push(arg);
  try {
    const frame = await answering.read(root, args);
    const split = read.reader.split(frame, args);
    const records = [...split].map(([arg, part]) => [keyOf(arg), recorded(part)] as const);
    return [...records, ...cannot(blind, NOT_BOOTED)];
  } catch (error) {
    // By a link that a reader of its own accord follows, or a folder that may not be listed.
    if (error instanceof NotBooted) return cannot(read.args, NOT_BOOTED);
    if (error instanceof UnsupportedImage || error instanceof FileTrouble) {
      return cannot(read.args, error.message);
    }
    throw error;
  }
}

/** A path that is, or by its links becomes, one that only a booted system has. */
async function leadsToBooted(root: ImageRoot, arg: string): Promise<boolean> {
  if (isOfBooted(arg)) return true;
  if (!arg.startsWith('/')) return false;
  const found = await root.find(arg).catch(ignoring(NotBooted, undefined));
  return found === undefined;
}

const unsupported = (reason: string): Recorded => ({
  exit: 0,
  stdout: '',
  stderr: '',
  unsupported: reason,
});

const recorded = ({ exit, stdout, stderr, cut }: FrameText): Recorded => ({
  exit,
  stdout: toBytes(Buffer.from(stdout, 'latin1')),
  stderr: toBytes(Buffer.from(stderr, 'latin1')),
  ...(cut ? { cut } : {}),
});
