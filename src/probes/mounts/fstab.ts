/** A mount that a file of configuration asks for. */
export interface PersistedMount {
  readonly mountPoint: string;
  readonly source: string;
  readonly type: string;
  /** As they count, in the order of the file: {@link effectiveOptions}. */
  readonly options: readonly string[];
  /** `/etc/fstab:3`, or the path of a unit. */
  readonly from: string;
  /** A unit that a package ships: it may never be started, as tmp.mount on the RHEL family. */
  readonly ofPackage?: true;
}

/** fstab(5): blanks inside a field stand as three octal digits. Lines without a mount point are left out. */
export function parseFstab(content: string, path: string): readonly PersistedMount[] {
  return content.split('\n').flatMap((text, index) => {
    const [source, mountPoint, type, options = 'defaults'] = text.trim().split(/[ \t]+/);
    if (!source || source.startsWith('#') || !mountPoint?.startsWith('/') || !type) return [];
    return [
      {
        mountPoint: unslashed(decoded(mountPoint)),
        source: decoded(source),
        type,
        options: effectiveOptions(options),
        from: `${path}:${index + 1}`,
      },
    ];
  });
}

/** What mount(8) makes of words that stand for several others. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  defaults: ['rw', 'suid', 'dev', 'exec'],
  user: ['noexec', 'nosuid', 'nodev'],
  users: ['noexec', 'nosuid', 'nodev'],
  owner: ['nosuid', 'nodev'],
  group: ['nosuid', 'nodev'],
};

/** Words that stand for several others are followed by those; of a word and its opposite the last counts. */
export function effectiveOptions(text: string): readonly string[] {
  const found = new Set<string>();
  for (const word of text.split(',').map((each) => each.trim())) {
    for (const option of wordsOf(word)) {
      if (option === '') continue;
      found.delete(oppositeOf(option));
      found.delete(option);
      found.add(option);
    }
  }
  return [...found];
}

function wordsOf(word: string): readonly string[] {
  const implied = Object.hasOwn(IMPLIED, word) ? (IMPLIED[word] ?? []) : [];
  return word === 'defaults' ? implied : [word, ...implied];
}

function oppositeOf(option: string): string {
  if (option === 'rw') return 'ro';
  if (option === 'ro') return 'rw';
  return option.startsWith('no') ? option.slice(2) : `no${option}`;
}

const decoded = (field: string): string =>
  field.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );

/** `/tmp/` and `/tmp` are one place. */
export const unslashed = (path: string): string => path.replace(/(?<=.)\/+$/, '');
