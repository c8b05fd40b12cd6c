import { gunzipSync, gzipSync } from 'node:zlib';

/** Unpacked bytes: text made to fill memory ends here. */
const MAX_BYTES = 128 * 1024 * 1024;

/** JSON as the database stores any of it: neither NUL nor half a surrogate pair would pass as they are. */
export const packed = (value: unknown): string =>
  gzipSync(JSON.stringify(value), { level: 3 }).toString('base64');

/** @throws Error when it is damaged, or larger than any host's answer. */
export function unpacked(text: string): unknown {
  const bytes = gunzipSync(Buffer.from(text, 'base64'), { maxOutputLength: MAX_BYTES });
  return JSON.parse(bytes.toString('utf8'));
}
