import type { Blob } from './blob.ts';
import { type ImageBounds, ImageTrouble, type Inode, type InodeType } from './image-tree.ts';
import type { Packing, TarEntry } from './tar-entries.ts';

/** One archive of an image: a whole tar, or a layer. */
export interface Layer {
  readonly blob: Blob;
  readonly packing: Packing;
}

/** Of a file in an archive: which layer, and where in it. */
export interface Place {
  readonly layer: Layer;
  /** Counts entries of the layer from 0. */
  readonly entry: number;
  readonly offset: number;
  /** Why the content cannot be had, where the entry itself says so. */
  readonly trouble?: string;
}

export interface ArchiveInode extends Inode {
  readonly place?: Place;
  readonly children?: Map<string, ArchiveInode>;
  /** Number of the layer that put it there. */
  readonly from: number;
}

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
/** As Linux itself: links followed on the way to one path. */
const MOST_LINKS = 40;
const MOST_DEPTH = 1024;

/** Builds the tree of an image out of the entries of its layers, lowest layer first. */
export class ArchiveBuilder {
  readonly root: ArchiveInode = folder(0);
  readonly #bounds: ImageBounds;
  #entries = 0;
  #names = 0;
  #number = 0;
  #leftOut = 0;

  constructor(bounds: ImageBounds) {
    this.#bounds = bounds;
  }

  /** Entries with names that lead out of the image, or through what is no folder. */
  get leftOut(): number {
    return this.#leftOut;
  }

  beginLayer(): void {
    this.#number += 1;
  }

  add({ header, offset }: TarEntry, layer: Layer, entry: number): void {
    this.#entries += 1;
    this.#names += header.name.length + (header.linkname?.length ?? 0);
    const { entries, nameCharacters } = this.#bounds;
    if (this.#entries > entries)
      throw new ImageTrouble(`it has more than ${entries} entries`, true);
    if (this.#names > nameCharacters)
      throw new ImageTrouble('its names are too long to keep', true);
    const pax = paxOf(header);
    const path = partsOf(pax?.['GNU.sparse.name'] ?? header.name);
    const name = path?.pop();
    if (path === undefined) this.#leftOut += 1;
    else if (name === undefined) this.#describeRoot(header);
    else this.#place(path, name, { header, offset, layer, entry, isSparse: isSparse(pax) });
  }

  #describeRoot(header: TarEntry['header']): void {
    if (header.type === 'directory') Object.assign(this.root, attributesOf(header));
  }

  #place(path: readonly string[], name: string, written: Written): void {
    const parent = this.#folderAt(path);
    if (parent?.children === undefined) {
      this.#leftOut += 1;
      return;
    }
    if (name === OPAQUE) hideLower(parent.children, this.#number);
    else if (name.startsWith(WHITEOUT)) parent.children.delete(name.slice(WHITEOUT.length));
    else this.#put(parent.children, name, written);
  }

  #put(siblings: Map<string, ArchiveInode>, name: string, written: Written): void {
    const { header } = written;
    const known = siblings.get(name);
    if (header.type === 'link') {
      const target = this.#linked(header.linkname ?? '');
      if (target === undefined) this.#leftOut += 1;
      else siblings.set(name, target);
    } else if (header.type === 'directory' && known?.type === 'directory') {
      Object.assign(known, attributesOf(header), { from: this.#number });
    } else siblings.set(name, inodeOf(written, this.#number));
  }

  /** A hard link names another entry of the same archive, without following links at its end. */
  #linked(name: string): ArchiveInode | undefined {
    const path = partsOf(name);
    const last = path?.pop();
    if (path === undefined || last === undefined) return undefined;
    const target = this.#folderAt(path)?.children?.get(last);
    return target?.type === 'directory' ? undefined : target;
  }

  /** Links in the middle are followed inside the image; what is missing is made, as tar itself does. */
  #folderAt(path: readonly string[]): ArchiveInode | undefined {
    const way = { trail: [this.root], rest: [...path].reverse(), links: 0 };
    for (let part = way.rest.pop(); part !== undefined; part = way.rest.pop()) {
      if (!this.#step(way, part)) return undefined;
    }
    return way.trail.at(-1);
  }

  /** False where the way ends: at what is no folder, or after too many links or folders. */
  #step(way: Way, part: string): boolean {
    const { trail, rest } = way;
    if (part === '..') {
      trail.splice(Math.max(1, trail.length - 1));
      return true;
    }
    const next = this.#madeChild(trail.at(-1) ?? this.root, part);
    if (next === undefined) return false;
    if (next.type === 'symlink') followLink(way, next.target ?? '');
    else trail.push(next);
    return way.links <= MOST_LINKS && trail.length <= MOST_DEPTH && rest.length <= MOST_DEPTH;
  }

  #madeChild({ children }: ArchiveInode, name: string): ArchiveInode | undefined {
    const made = children?.get(name) ?? folder(this.#number);
    children?.set(name, made);
    return children === undefined ? undefined : made;
  }
}

/** The folders passed so far, and the parts of a path still to go, the next one last. */
interface Way {
  readonly trail: ArchiveInode[];
  readonly rest: string[];
  links: number;
}

function followLink(way: Way, target: string): void {
  way.links += 1;
  if (target.startsWith('/')) way.trail.length = 1;
  const parts = target.split('/').filter((part) => part !== '' && part !== '.');
  way.rest.push(...parts.reverse());
}

interface Written {
  readonly header: TarEntry['header'];
  readonly offset: number;
  readonly layer: Layer;
  readonly entry: number;
  readonly isSparse: boolean;
}

/** A folder that no entry describes, as tar and the engines make it. */
const folder = (from: number): ArchiveInode => ({
  type: 'directory',
  mode: 0o755,
  uid: 0,
  gid: 0,
  bytes: 0,
  modifiedAt: 0,
  children: new Map(),
  from,
});

function hideLower(children: Map<string, ArchiveInode>, layer: number): void {
  for (const [name, inode] of children) {
    if (inode.from < layer && !hasOf(inode, layer)) children.delete(name);
    else if (inode.children !== undefined) hideLower(inode.children, layer);
  }
}

/** Whether a folder of a lower layer holds something that this layer put there before it hid the rest. */
const hasOf = (inode: ArchiveInode, layer: number): boolean =>
  [...(inode.children?.values() ?? [])].some(
    (child) => child.from === layer || hasOf(child, layer),
  );

const TYPES: Readonly<Record<string, InodeType>> = {
  file: 'file',
  'contiguous-file': 'file',
  directory: 'directory',
  symlink: 'symlink',
  fifo: 'fifo',
  'character-device': 'character',
  'block-device': 'block',
};

function inodeOf(written: Written, from: number): ArchiveInode {
  const { header, offset, layer, entry, isSparse: sparse } = written;
  // Types that tar-stream does not know come without one: GNU's sparse files among them.
  const type = TYPES[header.type ?? 'file'] ?? 'file';
  const trouble = sparse || !header.type ? { trouble: 'a sparse file, which is not read' } : {};
  return {
    type,
    ...attributesOf(header),
    from,
    ...(type === 'symlink' ? { target: header.linkname ?? '' } : {}),
    ...(type === 'directory' ? { children: new Map() } : {}),
    ...(type === 'file' ? { place: { layer, entry, offset, ...trouble } } : {}),
  };
}

const attributesOf = (header: TarEntry['header']) => ({
  mode: (header.mode ?? 0) & 0o7777,
  uid: header.uid ?? 0,
  gid: header.gid ?? 0,
  bytes: header.size ?? 0,
  modifiedAt: Math.floor((header.mtime?.getTime() ?? 0) / 1000),
});

/** Undefined for a name with `..`, which no honest archive has. */
function partsOf(name: string): string[] | undefined {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') || parts.length > MOST_DEPTH ? undefined : parts;
}

function paxOf(header: TarEntry['header']): Readonly<Record<string, string>> | undefined {
  const pax: unknown = 'pax' in header ? header.pax : undefined;
  if (typeof pax !== 'object' || pax === null) return undefined;
  return Object.fromEntries(
    Object.entries(pax).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

const isSparse = (pax: Readonly<Record<string, string>> | undefined): boolean =>
  pax !== undefined && Object.keys(pax).some((key) => key.startsWith('GNU.sparse.'));
