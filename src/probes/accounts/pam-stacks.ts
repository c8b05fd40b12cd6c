import { absent, failed, type Gap, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText } from '../files/file-text.ts';
import { type PamInclude, type PamLine, pamLines } from './pam-lines.ts';

/** A module in a stack, in the order in which PAM asks them. */
export interface PamModule extends Omit<PamLine, 'control'> {
  readonly control: ReadonlyMap<string, string>;
  /** The file that names it. */
  readonly path: string;
}

/** A part of a stack that counts as one module to what follows: jumps and ends stay within. */
interface PamSubstack {
  readonly substack: readonly PamEntry[];
  readonly path: string;
}

export type PamEntry = PamModule | PamSubstack;

export interface PamStacks {
  /** Names of services that have a file of their own. */
  readonly services: readonly string[];
  /** All modules of a kind that a service asks; undefined where it has no file. */
  readonly stack: (
    service: string,
    kind: PamLine['kind'],
  ) => Observation<readonly PamEntry[]> | undefined;
}

/** First found first used: the host's own, then what packages ship (libpam of SUSE, Fedora, Arch). */
const FOLDERS = ['/etc/pam.d', '/usr/etc/pam.d', '/usr/lib/pam.d'] as const;

/** What editors and packages leave behind; no service is named like that. */
const LEFTOVER = /(~|\.(dpkg-\w+|rpmnew|rpmsave|rpmorig|bak|orig|old|pam-old|swp))$/;

/** Absent where PAM is not set up by files of its folders. */
export const pamStacks: Derived<PamStacks> = derived(
  'pam-stacks:',
  {
    own: filesText(`${FOLDERS[0]}/*`),
    vendor: filesText(`${FOLDERS[1]}/*`),
    lib: filesText(`${FOLDERS[2]}/*`),
  },
  ({ own, vendor, lib }): Observation<PamStacks> => {
    const folders = allOf([own, vendor, lib]);
    if (folders.state !== 'value') return folders;
    const files = new Map<string, PamFile>();
    for (const { path, content } of folders.value.flat()) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (LEFTOVER.test(name) || files.has(name)) continue;
      files.set(name, { path, lines: pamLines(content) });
    }
    if (files.size === 0) return absent('PAM is not set up in /etc/pam.d');
    const known = new Map<string, Observation<readonly PamEntry[]>>();
    return value({
      services: [...files.keys()].sort(),
      stack: (service, kind) => {
        const file = files.get(service);
        if (file === undefined) return undefined;
        const key = `${kind} ${service}`;
        const seen = known.get(key) ?? new StackReading(files, kind).read(file);
        known.set(key, seen);
        return seen;
      },
    });
  },
);

interface PamFile {
  readonly path: string;
  readonly lines: readonly (PamLine | PamInclude | undefined)[];
}

/** libpam's own limit of nested files, and modules of one stack. */
const DEEPEST = 32;
const MOST_MODULES = 2000;

class StackReading {
  readonly #files: ReadonlyMap<string, PamFile>;
  readonly #kind: PamLine['kind'];
  #count = 0;
  #gap: Gap | undefined;

  constructor(files: ReadonlyMap<string, PamFile>, kind: PamLine['kind']) {
    this.#files = files;
    this.#kind = kind;
  }

  read(file: PamFile): Observation<readonly PamEntry[]> {
    const entries = this.#entries(file, 0);
    return this.#gap ?? value(entries);
  }

  #entries({ path, lines }: PamFile, depth: number): readonly PamEntry[] {
    if (depth > DEEPEST) this.#gap ??= failed(`${path} is included by itself`);
    if (this.#gap !== undefined) return [];
    return lines.flatMap((line): readonly PamEntry[] => {
      if (line === undefined) return this.#refused(path);
      if ('file' in line) return this.#included(line.file, path, depth);
      if (line.kind !== this.#kind) return [];
      const { control } = line;
      if (control === 'include') return this.#included(line.module, path, depth);
      if (control === 'substack') {
        return [{ substack: this.#included(line.module, path, depth), path }];
      }
      this.#count += 1;
      if (this.#count > MOST_MODULES) this.#gap ??= failed(`${path} asks too many modules`);
      return [{ ...line, control, path }];
    });
  }

  #refused(path: string): readonly PamEntry[] {
    this.#gap ??= failed(`${path} has a line that is none of PAM`);
    return [];
  }

  #included(named: string, from: string, depth: number): readonly PamEntry[] {
    const folder = FOLDERS.find((one) => named.startsWith(`${one}/`));
    const file = this.#files.get(folder === undefined ? named : named.slice(folder.length + 1));
    if (file === undefined) {
      this.#gap ??= failed(`${from} includes ${visibleLine(named, 100)}, which was not found`);
      return [];
    }
    return this.#entries(file, depth + 1);
  }
}

/** Modules of a stack in their order, those of substacks among them. */
export const modulesOf = (entries: readonly PamEntry[]): readonly PamModule[] =>
  entries.flatMap((entry) => ('substack' in entry ? modulesOf(entry.substack) : [entry]));
