import { cell } from './cell.ts';

/** Rows of a table: job pages and comments are cut at a size, and nobody reads more. */
export const ROWS = 25;

/** A section of one table; nothing where it has no rows. */
export function table<T>(
  title: string,
  columns: readonly string[],
  items: readonly T[],
  cells: (item: T) => readonly string[],
): readonly string[] {
  if (items.length === 0) return [];
  const rows = items.slice(0, ROWS).map((item) => `| ${cells(item).map(cell).join(' | ')} |`);
  const more = items.length - rows.length;
  return [
    '',
    `### ${title}`,
    '',
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---').join('|')}|`,
    ...rows,
    ...(more > 0 ? ['', `… and ${more} more.`] : []),
  ];
}
