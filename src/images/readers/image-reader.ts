import type { FrameText, Reader } from '../../probes/reader.ts';
import type { ImageRoot } from '../image-root.ts';
import { FileTrouble } from '../image-tree.ts';

/** How a reader that needs nothing but files is answered by an image. */
export interface ImageReader {
  /** Of which this is the other version: its `offline` is true. */
  readonly reader: Reader;
  /** Paths and patterns of files whose content {@link read} will want. */
  readonly files: (args: readonly string[]) => readonly string[];
  /**
   * What the reader's shell would have printed if the image were a host, so that the reader's own `split`
   * and every parser see no difference. Texts are one character a byte.
   * @throws UnsupportedImage
   */
  readonly read: (root: ImageRoot, args: readonly string[]) => Promise<FrameText>;
}

/** Thrown by a reader that cannot read what this image has; the reason is for people. */
export class UnsupportedImage extends Error {
  override name = 'UnsupportedImage';
}

/**
 * The regular file behind a path with its text, or nothing.
 * @param most bytes that are kept, where it may be longer than other files.
 */
export async function textOf(
  root: ImageRoot,
  path: string,
  most?: number,
): Promise<{ readonly text: string; readonly cut: boolean } | undefined> {
  const found = await root.find(path);
  if ('trouble' in found || found.inode.type !== 'file') return undefined;
  await root.load(new Set([found.inode]), most);
  const content = root.content(found.inode);
  return content instanceof Error ? undefined : content;
}

/** What a pattern finds, or why that cannot be told. */
export async function expansionOf(
  root: ImageRoot,
  arg: string,
): Promise<{ readonly paths: readonly string[]; readonly trouble?: string }> {
  try {
    return { paths: await root.expand(arg) };
  } catch (error) {
    if (error instanceof FileTrouble) return { paths: [], trouble: error.message };
    throw error;
  }
}

/** A name as the host's tools print it: one character a byte. */
export const asBytes = (name: string): string => Buffer.from(name, 'utf8').toString('latin1');

/** Lines without their ends; a last line without line feed counts. */
export const linesOf = (text: string): readonly string[] =>
  text === '' ? [] : text.replace(/\n$/, '').split('\n');
