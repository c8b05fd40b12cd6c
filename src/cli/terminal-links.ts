import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createSupportsHyperlinks } from 'supports-hyperlinks';

const ESC = '\u001b';

/** Whether the standard output opens links. */
export const showsLinks = (): boolean =>
  createSupportsHyperlinks(process.stdout) && !process.env['NO_COLOR'];

/**
 * Makes a link of the first of the paths that stands in the text, unbroken, as terminals open it: OSC 8,
 * closed by ST. No column is added.
 */
export function linked(text: string, paths: readonly string[]): string {
  const path = paths.find((each) => text.includes(each));
  if (path === undefined) return text;
  const url = pathToFileURL(resolve(path));
  url.hostname = hostname();
  return text.replace(path, () => `${ESC}]8;;${url.href}${ESC}\\${path}${ESC}]8;;${ESC}\\`);
}
