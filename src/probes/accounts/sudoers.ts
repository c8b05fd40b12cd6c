import { absent, failed, type Gap, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, fileText, presentText, type TextFile } from '../files/file-text.ts';
import {
  type SudoDefault,
  type SudoRule,
  sudoAliases,
  sudoDefaults,
  sudoRule,
} from './sudoers-entries.ts';
import { plainWord, type SudoersLine, sudoersLines } from './sudoers-lines.ts';
import { isUnclear } from './sudoers-unclear.ts';

/** What sudo lets whom do, in the order in which it reads it. */
export interface Sudoers {
  readonly rules: readonly SudoRule[];
  readonly defaults: readonly SudoDefault[];
  /** The first line that nobody understands: what it gives to whom is not known. */
  readonly unclear?: string;
}

/** First found first used; sudo-rs looks for a file of its own, SUSE ships one in /usr. */
const MAIN = ['/etc/sudoers-rs', '/etc/sudoers', '/usr/etc/sudoers'] as const;
const FOLDERS: readonly string[] = ['/etc/sudoers.d', '/usr/etc/sudoers.d'];

/** Absent where no such file is; `failed` where a file includes one that is not collected. */
export const sudoers: Derived<Sudoers> = derived(
  'sudoers:',
  {
    rust: fileText(MAIN[0]),
    main: fileText(MAIN[1]),
    vendor: fileText(MAIN[2]),
    extra: filesText(`${FOLDERS[0]}/*`),
    vendorExtra: filesText(`${FOLDERS[1]}/*`),
  },
  ({ rust, main, vendor, extra, vendorExtra }): Observation<Sudoers> => {
    const texts = allOf([rust, main, vendor].map(presentText));
    if (texts.state !== 'value') return texts;
    const first = MAIN.flatMap((path, at) => {
      const content = texts.value[at];
      return content === undefined ? [] : [{ path, content }];
    })[0];
    if (first === undefined) return absent('there is no /etc/sudoers');
    const reading = new SudoersReading(extra, vendorExtra);
    const gap = reading.read(first, 0);
    if (gap !== undefined) return gap;
    const aliases = sudoAliases(reading.lines);
    const unclear = reading.lines.find((line) => isUnclear(line, aliases));
    return value({
      rules: reading.lines.flatMap((line) => sudoRule(line, aliases)),
      defaults: reading.lines.flatMap(sudoDefaults),
      ...(unclear === undefined
        ? {}
        : { unclear: `line ${unclear.number} of ${unclear.path} is not understood` }),
    });
  },
);

const INCLUDE = /^[@#](include|includedir)\s+("[^"]*"|(?:\\.|[^\s\\])+)/;

/** Files within each other, and lines in all. */
const DEEPEST = 16;
const MOST_LINES = 20_000;

class SudoersReading {
  readonly lines: SudoersLine[] = [];
  readonly #folders: readonly Observation<readonly TextFile[]>[];

  constructor(...folders: readonly Observation<readonly TextFile[]>[]) {
    this.#folders = folders;
  }

  read({ path, content }: TextFile, depth: number): Gap | undefined {
    if (depth > DEEPEST) return failed(`${path} is included by itself`);
    for (const line of sudoersLines(path, content)) {
      if (this.lines.length > MOST_LINES) return failed(`${path} includes too much`);
      const [, kind, word] = INCLUDE.exec(line.text) ?? [];
      const gap = word === undefined ? this.#take(line) : this.#include(kind, word, path, depth);
      if (gap !== undefined) return gap;
    }
    return undefined;
  }

  #take(line: SudoersLine): undefined {
    this.lines.push(line);
  }

  #include(kind: string | undefined, word: string, from: string, depth: number): Gap | undefined {
    const files = this.#included(kind === 'includedir', plainWord(word), from);
    if (files.state !== 'value') return files;
    for (const file of files.value) {
      const gap = this.read(file, depth + 1);
      if (gap !== undefined) return gap;
    }
    return undefined;
  }

  #included(isFolder: boolean, named: string, from: string): Observation<readonly TextFile[]> {
    const base = from.slice(0, from.lastIndexOf('/') + 1);
    const path = `${named.startsWith('/') ? '' : base}${named}`.replace(/\/+$/, '');
    const folder = isFolder ? path : path.slice(0, path.lastIndexOf('/'));
    const at = FOLDERS.indexOf(folder);
    const files = this.#folders[at];
    if (files === undefined) {
      return failed(`${from} includes ${visibleLine(path, 200)}, which is not collected`);
    }
    if (files.state !== 'value') return files;
    return value(files.value.filter((file) => (isFolder ? isRead(file) : file.path === path)));
  }
}

/** sudoers(5): of a folder, names with a dot, or a tilde at their end, are passed over. */
const isRead = ({ path }: TextFile): boolean =>
  !/\.|~$/.test(path.slice(path.lastIndexOf('/') + 1));

/** The last word on a flag for everybody; undefined where none is said. */
export function sudoFlag({ defaults }: Sudoers, name: string): boolean | undefined {
  const last = defaults.filter((one) => one.scope === '' && one.name === name).at(-1);
  return last === undefined ? undefined : !last.negated;
}
