import { createHash } from 'node:crypto';

/** The namespace of all names that hostward makes identifiers of; drawn once, by chance. */
const NAMESPACE = Buffer.from('5f0b3a5e2a9c4d6f8e714c1d92ab03e7', 'hex');

/** A UUID of version 5 (RFC 9562): the same parts give the same identifier in every run. */
export function uuidOf(...parts: readonly string[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(parts.join('\0')).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}
