import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { arch } from 'node:process';
import type { ImageSource } from '../model/evidence.ts';
import { type ArchiveImage, indexArchives, type Source } from './archive-image.ts';
import type { ArchiveInode } from './archive-tree.ts';
import { type Blob, beginningOf, spool } from './blob.ts';
import { openDirectory } from './directory-tree.ts';
import { ImageRoot } from './image-root.ts';
import {
  FileTrouble,
  type ImageBounds,
  type ImageTree,
  ImageTrouble,
  type Inode,
} from './image-tree.ts';
import {
  chosenManifest,
  type OciDocument,
  parseDockerManifest,
  parseOciDocument,
  severalImages,
} from './manifests.ts';
import { type Budget, unpacked } from './tar-entries.ts';

export interface OpenImage {
  readonly tree: ImageTree;
  readonly source: Omit<ImageSource, 'path'>;
  /** Whether every file can be read, whoever runs hostward. */
  readonly isWhole: boolean;
  /** For people: what of the image was passed over. */
  readonly remarks: string;
  readonly close: () => Promise<void>;
}

/**
 * Opens a folder, a tar archive, an image of `docker save`, or an OCI image as archive or layout folder.
 * @throws ImageTrouble
 */
export async function openImage(
  path: string,
  bounds: ImageBounds,
  signal: AbortSignal,
): Promise<OpenImage> {
  const stats = await stat(path).catch((error: unknown) => {
    throw new ImageTrouble(`it cannot be opened (${codeOf(error)})`);
  });
  if (stats.isDirectory()) return openFolder(path, bounds, signal);
  if (!stats.isFile()) {
    throw new ImageTrouble(
      'it is neither a folder nor a file; of a disk, mount it read-only and name the folder (docs/golden-images.md)',
    );
  }
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new ImageTrouble(`it cannot be opened (${codeOf(error)})`);
  });
  return openBlob({ file, start: 0, bytes: stats.size }, bounds, signal);
}

/**
 * Opens an archive that is already open, and closes it with the image.
 * @throws ImageTrouble
 */
export async function openBlob(
  blob: Blob,
  bounds: ImageBounds,
  signal: AbortSignal,
): Promise<OpenImage> {
  const files = [blob.file];
  const close = async (): Promise<void> => {
    for (const file of files) await file.close();
  };
  try {
    const outer = await indexArchives([{ blob }], bounds, signal);
    const store = await storeOf(outer, bounds, signal);
    if (store === undefined) {
      return { ...ofArchive(outer, 'tar archive', `sha256:${outer.sha256[0]}`), close };
    }
    const packing = outer.layers[0]?.packing ?? 'none';
    if (packing === 'none') return { ...(await store(blob)), close };
    // Layers inside a packed archive are read twice, and only a plain file can be.
    const budget: Budget = { bytes: 0, mostBytes: bounds.bytes };
    const plain = await spool(unpacked(blob, packing, budget, signal), bounds.bytes, signal);
    files.push(plain.blob.file);
    return { ...(await store(plain.blob)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const ofArchive = (image: ArchiveImage, kind: string, digest: string) => ({
  tree: image.tree,
  source: { kind, digest },
  isWhole: true,
  remarks:
    image.leftOut === 0
      ? ''
      : `${image.leftOut} entries were passed over: their names lead out of the image or through a file`,
});

async function openFolder(
  path: string,
  bounds: ImageBounds,
  signal: AbortSignal,
): Promise<OpenImage> {
  const tree = await openDirectory(path, bounds);
  const documents = documentsIn(tree, signal);
  const isLayout = (await documents('/oci-layout')) !== undefined;
  const index = isLayout ? await documents('/index.json') : undefined;
  if (index === undefined) {
    const isWhole = process.getuid?.() === 0;
    return { tree, source: { kind: 'folder' }, isWhole, remarks: '', close: tree.close };
  }
  const opened: Blob[] = [];
  const close = async (): Promise<void> => {
    for (const { file } of opened) await file.close();
  };
  const blobOf = async (digest: string): Promise<Blob> => {
    const file = await open(`${path}/${blobPath(digest)}`, 'r').catch((error: unknown) => {
      throw new ImageTrouble(`its blob ${digest.slice(0, 19)} cannot be opened (${codeOf(error)})`);
    });
    const blob = { file, start: 0, bytes: (await file.stat()).size };
    opened.push(blob);
    return blob;
  };
  try {
    return { ...(await openOci(index, 'OCI layout', blobOf, bounds, signal)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Opened = Omit<OpenImage, 'close'>;

/** If an archive holds images instead of files of a system: what opens the one in it, once it is plain. */
async function storeOf(
  outer: ArchiveImage,
  bounds: ImageBounds,
  signal: AbortSignal,
): Promise<((plain: Blob) => Promise<Opened>) | undefined> {
  const documents = documentsIn(outer.tree, signal);
  const root = new ImageRoot(outer.tree, signal);
  const blobIn = async (plain: Blob, name: string): Promise<Blob> => {
    const found = await root.find(`/${name}`);
    const place = 'inode' in found ? placeOf(found.inode) : undefined;
    if (place === undefined || !('inode' in found)) throw new ImageTrouble('a layer is not in it');
    return { file: plain.file, start: plain.start + place.offset, bytes: found.inode.bytes };
  };
  const layout = await documents('/oci-layout');
  const index = layout === undefined ? undefined : await documents('/index.json');
  const manifest = await documents('/manifest.json');
  if (manifest !== undefined && (layout !== undefined || manifest.trimStart().startsWith('['))) {
    return (plain) => openDocker(manifest, (name) => blobIn(plain, name), bounds, signal);
  }
  if (index === undefined) return undefined;
  return (plain) =>
    openOci(index, 'OCI archive', (digest) => blobIn(plain, blobPath(digest)), bounds, signal);
}

async function openDocker(
  manifest: string,
  blobOf: (name: string) => Promise<Blob>,
  bounds: ImageBounds,
  signal: AbortSignal,
): Promise<Opened> {
  const images = parseDockerManifest(manifest);
  const [image] = images;
  if (image === undefined) throw new ImageTrouble('its manifest.json names no image');
  if (images.length > 1) {
    throw severalImages(images.map(({ RepoTags, Config }) => RepoTags?.[0] ?? Config));
  }
  const config = await documentOf(await blobOf(image.Config));
  const sources: Source[] = [];
  for (const name of image.Layers) sources.push({ blob: await blobOf(name) });
  const archives = await indexArchives(sources, bounds, signal);
  return ofArchive(archives, 'Docker image', `sha256:${sha256(config)}`);
}

async function openOci(
  index: string,
  kind: string,
  blobOf: (digest: string) => Promise<Blob>,
  bounds: ImageBounds,
  signal: AbortSignal,
): Promise<Opened> {
  let document: OciDocument = parseOciDocument(index, 'index.json');
  let digest = '';
  for (let depth = 0; document.manifests !== undefined; depth += 1) {
    if (depth === MOST_INDEXES) throw new ImageTrouble('its indexes name each other without end');
    digest = chosenManifest(document.manifests, arch).digest;
    const bytes = await documentOf(await blobOf(digest));
    if (`sha256:${sha256(bytes)}` !== digest) {
      throw new ImageTrouble(
        'its manifest is not what its digest says: it was changed or is damaged',
      );
    }
    document = parseOciDocument(bytes.toString('utf8'), 'its manifest');
  }
  if (document.layers === undefined) throw new ImageTrouble('its manifest names no layers');
  const sources: Source[] = [];
  for (const layer of document.layers) {
    sources.push({
      blob: await blobOf(layer.digest),
      sha256: layer.digest.slice('sha256:'.length),
    });
  }
  return ofArchive(await indexArchives(sources, bounds, signal), kind, digest);
}

const MOST_INDEXES = 4;
/** A manifest or configuration; the formats themselves allow 4 MiB. */
const DOCUMENT_BYTES = 4 * 1024 * 1024;

function documentOf(blob: Blob): Promise<Buffer> {
  if (blob.bytes > DOCUMENT_BYTES) {
    throw new ImageTrouble('one of its manifests is too large', true);
  }
  return beginningOf(blob, DOCUMENT_BYTES);
}

/** Reads a small file of a tree, if it is there. */
function documentsIn(tree: ImageTree, signal: AbortSignal) {
  const root = new ImageRoot(tree, signal);
  return async (path: string): Promise<string | undefined> => {
    const found = await root.find(path);
    if ('trouble' in found || found.inode.type !== 'file') return undefined;
    if (found.inode.bytes > DOCUMENT_BYTES) return undefined;
    await root.load(new Set([found.inode]));
    const content = root.content(found.inode);
    return content instanceof FileTrouble ? undefined : content.text;
  };
}

const placeOf = (inode: Inode): ArchiveInode['place'] =>
  'place' in inode ? (inode as ArchiveInode).place : undefined;

const blobPath = (digest: string): string => `blobs/${digest.replace(':', '/')}`;

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
