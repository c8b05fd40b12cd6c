import { isPattern, patternMatches } from '../../model/shell-pattern.ts';

/** Whether glob(7) would expand a path. */
export const isGlob = isPattern;

/** glob(7) on whole paths: `*`, `?` and `[…]` stay within one folder. Linear, for patterns of strangers. */
export function globMatches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  return (
    wanted.length === parts.length && wanted.every((w, i) => patternMatches(w, parts[i] ?? ''))
  );
}
