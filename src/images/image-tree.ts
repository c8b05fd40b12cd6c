/** What an entry of an image is, by its own headers; devices, pipes and sockets are never opened. */
export type InodeType =
  | 'file'
  | 'directory'
  | 'symlink'
  | 'fifo'
  | 'socket'
  | 'character'
  | 'block';

export interface Inode {
  readonly type: InodeType;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly bytes: number;
  /** Seconds since 1970. */
  readonly modifiedAt: number;
  /** Of a symbolic link: as written, never followed outside the image. */
  readonly target?: string;
}

/** The beginning of a file, one character a byte. */
export interface Content {
  readonly text: string;
  readonly cut: boolean;
}

/** The files of an image. What may not be looked at throws a {@link FileTrouble}. */
export interface ImageTree {
  readonly root: Inode;
  readonly child: (folder: Inode, name: string) => Promise<Inode | undefined>;
  readonly names: (folder: Inode) => Promise<readonly string[]>;
  /**
   * Contents of several files at once: a compressed archive is unpacked only one more time.
   * @param most bytes that are kept of each, where it is not what the bounds say.
   */
  readonly contents: (
    files: ReadonlySet<Inode>,
    signal: AbortSignal,
    most?: number,
  ) => Promise<ReadonlyMap<Inode, Content | FileTrouble>>;
  readonly close: () => Promise<void>;
}

/** Why one file cannot be read, in the words of strerror(3), which the probes understand. */
export class FileTrouble extends Error {
  override name = 'FileTrouble';
}

/** Why a whole image cannot be read: a sentence for people, without the image's own bytes. */
export class ImageTrouble extends Error {
  override name = 'ImageTrouble';
  /** Set where a bound was passed, of bytes, entries or names. */
  readonly isTooMuch: boolean;
  constructor(message: string, isTooMuch = false) {
    super(message);
    this.isTooMuch = isTooMuch;
  }
}

/** What an image may cost before it is given up. */
export interface ImageBounds {
  readonly entries: number;
  /** Of all names together, in characters. */
  readonly nameCharacters: number;
  /** Unpacked, of all layers together. */
  readonly bytes: number;
  /** Of one file that is kept, and of all of them. */
  readonly fileBytes: number;
  readonly keptBytes: number;
}

export const IMAGE_BOUNDS: ImageBounds = {
  entries: 2_000_000,
  nameCharacters: 256 * 1024 * 1024,
  bytes: 64 * 1024 ** 3,
  fileBytes: 16 * 1024 * 1024,
  keptBytes: 64 * 1024 * 1024,
};

/** For one file that may be longer than others. */
export const withMost = (bounds: ImageBounds, most: number | undefined): ImageBounds =>
  most === undefined ? bounds : { ...bounds, fileBytes: most, keptBytes: most };
