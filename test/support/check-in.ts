import type { AnyCheck } from '../../src/kit/define-check.ts';

/** A check of a table by its id. */
export function checkIn(table: readonly AnyCheck[], id: string): AnyCheck {
  const found = table.find((check) => check.id === id);
  if (found === undefined) throw new Error(`no check ${id} in the table`);
  return found;
}
