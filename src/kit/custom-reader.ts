import type { Reader } from '../probes/reader.ts';

const MARK = '# NOT PART OF HOSTWARD: a custom probe of the site.';

/** What a site's own way of reading a host must say. */
interface CustomReader extends Omit<Reader, 'exclusive'> {}

/**
 * A way of reading hosts that is no part of hostward. It is marked in the script that
 * `hostward plan --script` prints, and runs only with --allow-custom-probes.
 */
export function customReader({ name, sh, ...rest }: CustomReader): Reader {
  return { ...rest, name: `own_${name}`, sh: `${MARK}\n${sh}` };
}

/** Whether a reader was made by `customReader`, whichever copy of hostward made it. */
export const isCustom = ({ name, sh }: Reader): boolean =>
  /^own_[a-z_]{1,30}$/.test(name) && sh.startsWith(`${MARK}\n`);
