import { createHash } from 'node:crypto';

/**
 * A name as it may stand in `id`, after `#` in `href` and in a query: letters, digits, `.`, `_` and
 * `-` stay, all else becomes its code point between tildes. Two names never share a key.
 */
function keyOf(name: string): string {
  const key = name.replace(/[^a-zA-Z0-9._-]/gu, (c) => `~${(c.codePointAt(0) ?? 0).toString(16)}~`);
  return key.length <= 200 ? key : createHash('sha256').update(name).digest('hex');
}

export const hostAnchor = (name: string): string => `h-${keyOf(name)}`;
export const controlAnchor = (id: string): string => `c-${keyOf(id)}`;
