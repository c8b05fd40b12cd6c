import { isUtf8 } from 'node:buffer';
import type { Bytes } from '../model/evidence.ts';

/** Text where the bytes are UTF-8, else base64: a recording loses nothing. */
export function toBytes(raw: Buffer): Bytes {
  return isUtf8(raw) ? raw.toString('utf8') : { base64: raw.toString('base64') };
}

/** As text; bytes that are no UTF-8 become U+FFFD. */
export function toText(bytes: Bytes): string {
  return typeof bytes === 'string' ? bytes : Buffer.from(bytes.base64, 'base64').toString('utf8');
}
