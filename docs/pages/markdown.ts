/** Text that is no markup: angle brackets would be tags, pipes would end a cell. */
export const markdown = (text: string): string =>
  text.replaceAll('<', '\\<').replaceAll('|', '\\|');

/** The anchor that a heading gets. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

/** A table; each row is as long as the heads. */
export const table = (
  heads: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
