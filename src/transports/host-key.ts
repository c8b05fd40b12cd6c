import { createHash } from 'node:crypto';

/** `SHA256:…` of a public key in SSH wire form, as ssh-keygen -lf prints it. */
export function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The type that a public key in SSH wire form names, such as `ssh-ed25519`; undefined if garbled. */
export function keyTypeOf(key: Buffer): string | undefined {
  if (key.length < 4) return undefined;
  const length = key.readUInt32BE(0);
  if (length === 0 || length > 64 || key.length < 4 + length) return undefined;
  const type = key.toString('latin1', 4, 4 + length);
  return /^[\w@.-]+$/.test(type) ? type : undefined;
}

/** How known_hosts names a server: `host`, or `[host]:port` unless the port is 22. */
export function knownHostsName(address: string, port: number): string {
  const host = address.toLowerCase();
  return port === 22 ? host : `[${host}]:${port}`;
}
