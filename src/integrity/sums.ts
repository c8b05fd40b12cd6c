/** By path below a run's folder, the SHA-256 of the file in hexadecimal. */
export type Sums = ReadonlyMap<string, string>;

/** As `sha256sum` writes and checks it (coreutils), in the order of paths. */
export const sumsText = (sums: Sums): string =>
  [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, hash]) => `${hash}  ${path}\n`)
    .join('');

const LINE = /^([0-9a-f]{64}) {2}([^\\\n\r]+)$/;

/**
 * Reads a list of sums that was written here: anything else in it, and it was altered.
 * @returns undefined for a list that is not exactly as {@link sumsText} writes it.
 */
export function parseSums(text: string): Sums | undefined {
  const sums = new Map<string, string>();
  for (const line of text.split('\n').slice(0, -1)) {
    const [, hash, path] = LINE.exec(line) ?? [];
    if (hash === undefined || path === undefined) return undefined;
    sums.set(path, hash);
  }
  return sumsText(sums) === text ? sums : undefined;
}

/** How the files of a run differ from what its seal says. */
export interface SumsDifference {
  readonly altered: readonly string[];
  readonly missing: readonly string[];
  /** Files of the run that came after it was sealed. */
  readonly added: readonly string[];
}

export function compareSums(sealed: Sums, found: Sums): SumsDifference {
  const paths = [...sealed.keys()];
  return {
    altered: paths.filter((path) => found.has(path) && found.get(path) !== sealed.get(path)),
    missing: paths.filter((path) => !found.has(path)),
    added: [...found.keys()].filter((path) => !sealed.has(path)).sort(),
  };
}
