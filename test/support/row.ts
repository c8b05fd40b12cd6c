import type { AnyCheck } from '../../src/kit/define-check.ts';

/** A check of a table by its id. */
export function row(checks: readonly AnyCheck[], id: string): AnyCheck {
  const found = checks.find((check) => check.id === id);
  if (found === undefined) throw new Error(`no check ${id}`);
  return found;
}
