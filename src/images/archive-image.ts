import { ArchiveBuilder, type ArchiveInode, type Layer, type Place } from './archive-tree.ts';
import { type Blob, beginningOf } from './blob.ts';
import {
  type Content,
  FileTrouble,
  type ImageBounds,
  type ImageTree,
  ImageTrouble,
  type Inode,
  withMost,
} from './image-tree.ts';
import { type Budget, packingOf, walkTar } from './tar-entries.ts';

/** An archive and what it should be, where somebody said so. */
export interface Source {
  readonly blob: Blob;
  /** SHA-256, hexadecimal. */
  readonly sha256?: string;
}

export interface ArchiveImage {
  readonly tree: ImageTree;
  /** SHA-256 of each archive as it lies there, hexadecimal. */
  readonly sha256: readonly string[];
  /** Entries that were passed over: their names lead out of the image or through a file. */
  readonly leftOut: number;
  readonly layers: readonly Layer[];
}

/** Reads the names and modes of all layers, lowest first. Contents are read later, and only those wanted. */
export async function indexArchives(
  sources: readonly Source[],
  bounds: ImageBounds,
  signal: AbortSignal,
): Promise<ArchiveImage> {
  const builder = new ArchiveBuilder(bounds);
  const budget: Budget = { bytes: 0, mostBytes: bounds.bytes };
  const layers: Layer[] = [];
  const hashes: string[] = [];
  for (const { blob, sha256 } of sources) {
    const layer = { blob, packing: await packingOf(blob) };
    let entry = 0;
    builder.beginLayer();
    const found = await walkTar(blob, layer.packing, budget, signal, (written) => {
      builder.add(written, layer, entry++);
      return undefined;
    });
    if (sha256 !== undefined && sha256 !== found) {
      throw new ImageTrouble('a layer is not what its digest says: it was changed or is damaged');
    }
    layers.push(layer);
    hashes.push(found);
  }
  return {
    tree: treeOf(builder.root, bounds),
    sha256: hashes,
    leftOut: builder.leftOut,
    layers,
  };
}

const placeOf = (inode: Inode): Place | undefined =>
  'place' in inode ? (inode as ArchiveInode).place : undefined;

function treeOf(root: ArchiveInode, bounds: ImageBounds): ImageTree {
  const childrenOf = (inode: Inode): ReadonlyMap<string, ArchiveInode> | undefined =>
    'children' in inode ? (inode as ArchiveInode).children : undefined;
  return {
    root,
    child: async (inode, name) => childrenOf(inode)?.get(name),
    names: async (inode) => [...(childrenOf(inode)?.keys() ?? [])],
    contents: (files, signal, most) => contentsOf(files, withMost(bounds, most), signal),
    close: async () => undefined,
  };
}

async function contentsOf(
  files: ReadonlySet<Inode>,
  bounds: ImageBounds,
  signal: AbortSignal,
): Promise<ReadonlyMap<Inode, Content | FileTrouble>> {
  const found = new Map<Inode, Content | FileTrouble>();
  const packed = new Map<Layer, Map<number, Inode>>();
  let room = bounds.keptBytes;
  const keep = (inode: Inode, bytes: Buffer): void => {
    room -= bytes.length;
    found.set(inode, { text: bytes.toString('latin1'), cut: bytes.length < inode.bytes });
  };
  const most = (inode: Inode): number => Math.max(0, Math.min(inode.bytes, bounds.fileBytes, room));
  for (const inode of files) {
    const place = placeOf(inode);
    if (place === undefined) continue;
    if (place.trouble !== undefined) found.set(inode, new FileTrouble(place.trouble));
    else if (place.layer.packing === 'none') {
      signal.throwIfAborted();
      const { file, start } = place.layer.blob;
      const blob = { file, start: start + place.offset, bytes: inode.bytes };
      keep(inode, await beginningOf(blob, most(inode)));
    } else {
      const wanted = packed.get(place.layer) ?? new Map<number, Inode>();
      packed.set(place.layer, wanted.set(place.entry, inode));
    }
  }
  for (const [layer, wanted] of packed) {
    await unpackFrom(layer, wanted, bounds, signal, { keep, most });
  }
  return found;
}

async function unpackFrom(
  { blob, packing }: Layer,
  wanted: ReadonlyMap<number, Inode>,
  bounds: ImageBounds,
  signal: AbortSignal,
  {
    keep,
    most,
  }: {
    readonly keep: (inode: Inode, bytes: Buffer) => void;
    readonly most: (inode: Inode) => number;
  },
): Promise<void> {
  let entry = 0;
  const budget: Budget = { bytes: 0, mostBytes: bounds.bytes };
  await walkTar(blob, packing, budget, signal, ({ body }) => {
    const inode = wanted.get(entry++);
    return inode === undefined
      ? undefined
      : beginningOfStream(body, most(inode)).then((bytes) => keep(inode, bytes));
  });
}

async function beginningOfStream(body: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    if (length < most) chunks.push(chunk.subarray(0, most - length));
    length += chunk.length;
  }
  return Buffer.concat(chunks).subarray(0, most);
}
