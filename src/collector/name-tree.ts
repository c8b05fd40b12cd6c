interface Branch {
  isName: boolean;
  readonly below: Map<string, Branch>;
}

type Words = readonly string[];

/**
 * Names that begin alike, written once: `etc/{ fstab apt/{ . *.list } }` is `etc/fstab`, `etc/apt` and `etc/apt/*.list`.
 * A dot is what the braces stand behind, without its last character.
 * @param names none of which holds a brace or ends with `end`.
 * @param end what ends a part of a name: they are cut behind it.
 * @returns words of the script; those of one inner array belong together.
 */
export function nameTree(names: Words, end: '/' | '_'): readonly Words[] {
  const root: Branch = { isName: false, below: new Map() };
  for (const name of names) plant(root, `${name}${end}`, end);
  return written(root);
}

function plant(root: Branch, name: string, end: string): void {
  let branch = root;
  for (let from = 0; from < name.length; ) {
    const to = name.indexOf(end, from) + 1;
    const part = name.slice(from, to);
    const next = branch.below.get(part) ?? { isName: false, below: new Map() };
    branch.below.set(part, next);
    branch = next;
    from = to;
  }
  branch.isName = true;
}

function written({ below }: Branch): readonly Words[] {
  return [...below].flatMap(([part, branch]) => {
    const inner = written(branch);
    const own = part.slice(0, -1);
    if (inner.length === 0) return [[own]];
    const folded = [`${part}{`, ...(branch.isName ? ['.'] : []), ...inner.flat(), '}'];
    const flat = [
      ...(branch.isName ? [[own]] : []),
      ...inner.map(([first, ...rest]) => [`${part}${first}`, ...rest]),
    ];
    return lengthOf(folded) < lengthOf(flat.flat()) ? [folded] : flat;
  });
}

/** Characters with a blank behind each word. */
export const lengthOf = (words: Words): number =>
  words.reduce((sum, word) => sum + word.length + 1, 0);
