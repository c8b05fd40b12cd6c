import { isPattern, patternMatches } from '../model/shell-pattern.ts';
import { type Content, FileTrouble, type ImageTree, type Inode } from './image-tree.ts';

/** As Linux itself follows on the way to one file. */
const MOST_LINKS = 40;
/** Paths that one pattern may find, and names that all patterns may look at. */
const MOST_MATCHES = 20_000;
const MOST_NAMES = 5_000_000;

/** What a path leads to, or why that cannot be told, in the words of strerror(3). */
export type Found =
  | { readonly path: string; readonly inode: Inode }
  | { readonly path: string; readonly trouble: string };

const NOT_THERE = /^(No such file or directory|Not a directory)$/;

/** Thrown where a path leads to what only a booted system has. */
export class NotBooted extends Error {
  override name = 'NotBooted';
}

/**
 * Folders of the kernel and of the booted system. What an image has there says nothing: they are mounted over.
 */
const BOOTED = /^\/(proc|sys|dev|run|var\/run)(\/|$)/;

/**
 * Folders of configuration below /run are empty when a system boots: there an image has an answer, which is
 * that nothing is configured.
 */
const EMPTY_AT_BOOT =
  /^(\/var)?\/run\/([^/]+\.d|systemd|udev|NetworkManager|cdi|docker\/plugins)(\/|$)/;

export const isOfBooted = (path: string): boolean => BOOTED.test(path) && !EMPTY_AT_BOOT.test(path);

/** Looks paths up as a system would whose root is the image: no link leads out of it. */
export class ImageRoot {
  readonly #tree: ImageTree;
  readonly #signal: AbortSignal;
  readonly #contents = new Map<Inode, Content | FileTrouble>();
  #looked = 0;

  constructor(tree: ImageTree, signal: AbortSignal) {
    this.#tree = tree;
    this.#signal = signal;
  }

  /**
   * What a path leads to, links followed.
   * @throws NotBooted
   */
  async find(path: string): Promise<Found> {
    try {
      const inode = await this.#resolve(path);
      return inode === undefined ? { path, trouble: 'No such file or directory' } : { path, inode };
    } catch (error) {
      if (error instanceof FileTrouble) return { path, trouble: error.message };
      throw error;
    }
  }

  /**
   * As a shell expands it: sorted by bytes, and the pattern itself where nothing matches.
   * @throws FileTrouble where it finds too much, or may not look.
   */
  async expand(pattern: string): Promise<readonly string[]> {
    if (!isPattern(pattern)) return [pattern];
    let paths: readonly string[] = [''];
    const parts = pattern.split('/').slice(1);
    for (const [i, part] of parts.entries()) {
      const next: string[] = [];
      for (const path of paths)
        next.push(...(await this.#below(path, part, i + 1 === parts.length)));
      if (next.length > MOST_MATCHES) throw new FileTrouble('it names too many files');
      paths = next;
    }
    return paths.length === 0 ? [pattern] : [...paths].sort(byBytes);
  }

  /**
   * Reads files that {@link content} will give, all in one go.
   * @param most bytes of each that are kept, where a file may be longer than others.
   */
  async load(files: ReadonlySet<Inode>, most?: number): Promise<void> {
    const missing = new Set([...files].filter((file) => !this.#contents.has(file)));
    if (missing.size === 0) return;
    for (const [inode, content] of await this.#tree.contents(missing, this.#signal, most)) {
      this.#contents.set(inode, content);
    }
  }

  content(file: Inode): Content | FileTrouble {
    return this.#contents.get(file) ?? new FileTrouble('it was not read');
  }

  /** Paths of a folder that the next part of a pattern names; what is last must be there. */
  async #below(path: string, part: string, isLast: boolean): Promise<readonly string[]> {
    if (isPattern(part)) {
      return (await this.#matching(path, part)).map((name) => `${path}/${name}`);
    }
    const next = `${path}/${part}`;
    return !isLast || (await this.#isThere(next)) ? [next] : [];
  }

  async #matching(folder: string, part: string): Promise<readonly string[]> {
    const found = await this.find(folder === '' ? '/' : folder).catch(asDangling(folder));
    // A folder that may not be looked into is not an empty one.
    if ('trouble' in found && !NOT_THERE.test(found.trouble)) throw new FileTrouble(found.trouble);
    if ('trouble' in found || found.inode.type !== 'directory') return [];
    if (found.inode === MOUNT_POINT) return [];
    const names = await this.#tree.names(found.inode);
    this.#look(names.length);
    return names.filter(
      (name) => (part.startsWith('.') || !name.startsWith('.')) && patternMatches(part, name),
    );
  }

  /** A link counts, wherever it leads. */
  async #isThere(path: string): Promise<boolean> {
    try {
      return (await this.#resolve(path, false)) !== undefined;
    } catch (error) {
      if (error instanceof FileTrouble || error instanceof NotBooted) return false;
      throw error;
    }
  }

  async #resolve(path: string, follow = true): Promise<Inode | undefined> {
    const walk: Walk = { trail: [], rest: partsOf(path).reverse(), links: 0 };
    for (let part = walk.rest.pop(); part !== undefined; part = walk.rest.pop()) {
      this.#look(1);
      if (part === '..') {
        walk.trail.pop();
        continue;
      }
      const inode = await this.#childOf(walk, part);
      if (inode === undefined) return undefined;
      if (inode.type === 'symlink' && (follow || walk.rest.length > 0)) followLink(walk, inode);
      else walk.trail.push({ name: part, inode });
    }
    return walk.trail.at(-1)?.inode ?? this.#tree.root;
  }

  #childOf({ trail }: Walk, name: string): Promise<Inode | undefined> {
    const here = trail.at(-1)?.inode ?? this.#tree.root;
    if (here.type !== 'directory') throw new FileTrouble('Not a directory');
    const at = `/${[...trail.map((step) => step.name), name].join('/')}`;
    const special = specialAt(at);
    return special ? Promise.resolve(special) : this.#tree.child(here, name);
  }

  #look(names: number): void {
    this.#signal.throwIfAborted();
    this.#looked += names;
    if (this.#looked > MOST_NAMES) throw new FileTrouble('the image has too many names to look at');
  }
}

/** The way to a file so far, and what of its path is still to go, the next part last. */
interface Walk {
  readonly trail: { readonly name: string; readonly inode: Inode }[];
  readonly rest: string[];
  links: number;
}

const MOST_PARTS = 2048;

function followLink(walk: Walk, { target = '' }: Inode): void {
  walk.links += 1;
  if (walk.links > MOST_LINKS) throw new FileTrouble('Too many levels of symbolic links');
  if (target.startsWith('/')) walk.trail.length = 0;
  walk.rest.push(...partsOf(target).reverse());
  if (walk.rest.length > MOST_PARTS) throw new FileTrouble('File name too long');
}

const partsOf = (path: string): string[] =>
  path.split('/').filter((part) => part !== '' && part !== '.');

/** @throws NotBooted; gives /dev/null, which masks files of configuration, and every Linux has. */
function specialAt(path: string): Inode | undefined {
  if (path === '/dev/null') return NULL_DEVICE;
  if (isFolderOfBooted(path)) return MOUNT_POINT;
  if (EMPTY_AT_BOOT.test(path)) throw new FileTrouble('No such file or directory');
  if (isOfBooted(path)) throw new NotBooted(path);
  return undefined;
}

/** `/run` and `/var/run` themselves lead on to the folders that are empty at boot. */
const isFolderOfBooted = (path: string): boolean => /^\/(dev|run|var\/run)$/.test(path);

const NULL_DEVICE: Inode = {
  type: 'character',
  mode: 0o666,
  uid: 0,
  gid: 0,
  bytes: 0,
  modifiedAt: 0,
};

const MOUNT_POINT: Inode = { ...NULL_DEVICE, type: 'directory', mode: 0o755 };

const asDangling =
  (path: string) =>
  (error: unknown): Found => {
    if (error instanceof NotBooted) return { path, trouble: 'No such file or directory' };
    throw error;
  };

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
