import { isAbsolute, join } from 'node:path';

/**
 * A path as an inventory writes it, made absolute; undefined where it holds control characters
 * or starts with another account's home (`~alice/`), which would have to be looked up.
 */
export function absolutePath(
  text: string,
  from: { readonly homeDirectory: string; readonly inventoryDirectory: string },
): string | undefined {
  if (/\p{Cc}/u.test(text)) return undefined;
  if (text.startsWith('~')) {
    return /^~(\/|$)/.test(text) ? join(from.homeDirectory, text.slice(1)) : undefined;
  }
  return isAbsolute(text) ? text : join(from.inventoryDirectory, text);
}

/** The files that OpenSSH reads where it is told of none. */
export const defaultKnownHosts = (homeDirectory: string): readonly string[] => [
  join(homeDirectory, '.ssh', 'known_hosts'),
  '/etc/ssh/ssh_known_hosts',
];
