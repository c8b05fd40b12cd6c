import { createHmac, timingSafeEqual } from 'node:crypto';
import { fingerprint, keyTypeOf, knownHostsName } from './host-key.ts';
import { matchesPatternList } from './host-pattern.ts';

/** One usable line of a known_hosts file, sshd(8). */
interface KnownHostLine {
  /** `file:line`, for messages. */
  readonly at: string;
  readonly marker?: 'revoked' | 'cert-authority';
  /** Lower case; patterns, or one hashed name. */
  readonly names: readonly string[];
  readonly type: string;
  /** In SSH wire form. */
  readonly key: Buffer;
}

/** A parsed file: plain names are looked up, patterns and hashes are tried one by one. */
export interface KnownHosts {
  readonly byName: ReadonlyMap<string, readonly KnownHostLine[]>;
  readonly others: readonly KnownHostLine[];
}

export interface ExpectedKey {
  readonly at: string;
  readonly type: string;
  readonly fingerprint: string;
}

export type HostKeyVerdict =
  | { readonly verdict: 'trusted' }
  | { readonly verdict: 'revoked'; readonly at: string }
  /** Other keys of this host are known: an attack, or a host that was installed anew. */
  | { readonly verdict: 'changed'; readonly expected: readonly ExpectedKey[] }
  /** A certificate authority vouches for the host; the ssh2 library cannot check certificates. */
  | { readonly verdict: 'cert-authority'; readonly at: string }
  | { readonly verdict: 'unknown' };

interface Server {
  readonly address: string;
  readonly port: number;
}

/** Reads a known_hosts file; lines that make no sense are passed over, as OpenSSH does. */
export function parseKnownHosts(text: string, file: string): KnownHosts {
  const byName = new Map<string, KnownHostLine[]>();
  const others: KnownHostLine[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = parseLine(raw.trim(), `${file}:${index + 1}`);
    if (line === undefined) continue;
    if (line.names.some((name) => /[*?!|]/.test(name))) {
      others.push(line);
      continue;
    }
    for (const name of new Set(line.names)) {
      const same = byName.get(name);
      if (same === undefined) byName.set(name, [line]);
      else same.push(line);
    }
  }
  return { byName, others };
}

/** What the files say of a key that a server presents. */
export function judgeHostKey(
  files: readonly KnownHosts[],
  server: Server,
  key: Buffer,
): HostKeyVerdict {
  const lines = linesOf(files, knownHostsName(server.address, server.port));
  // OpenSSH also takes a match under the bare name for a server on another port.
  const bare = server.port === 22 ? [] : linesOf(files, server.address.toLowerCase());
  const same = [...lines, ...bare].filter((line) => line.key.equals(key));
  const revoked = same.find((line) => line.marker === 'revoked');
  if (revoked !== undefined) return { verdict: 'revoked', at: revoked.at };
  if (same.some((line) => line.marker === undefined)) return { verdict: 'trusted' };
  const expected = lines.filter((line) => line.marker === undefined);
  if (expected.length > 0) return { verdict: 'changed', expected: expected.map(expectedKey) };
  const authority = [...lines, ...bare].find((line) => line.marker === 'cert-authority');
  if (authority !== undefined) return { verdict: 'cert-authority', at: authority.at };
  return { verdict: 'unknown' };
}

/** The types of the keys known for a server, to be asked for first: a host has several keys. */
export function knownKeyTypes(files: readonly KnownHosts[], server: Server): readonly string[] {
  const names = [knownHostsName(server.address, server.port), server.address.toLowerCase()];
  const lines = names.map((name) => linesOf(files, name)).find((found) => found.some(isPlain));
  return [...new Set((lines ?? []).filter(isPlain).map((line) => line.type))];
}

const isPlain = (line: KnownHostLine): boolean => line.marker === undefined;

const expectedKey = (line: KnownHostLine): ExpectedKey => ({
  at: line.at,
  type: line.type,
  fingerprint: fingerprint(line.key),
});

function parseLine(line: string, at: string): KnownHostLine | undefined {
  if (line === '' || line.startsWith('#')) return undefined;
  const fields = line.split(/[ \t]+/);
  const marker = fields[0]?.startsWith('@') ? fields.shift() : undefined;
  if (marker !== undefined && marker !== '@revoked' && marker !== '@cert-authority') {
    return undefined;
  }
  const [names, type, encoded] = fields;
  if (names === undefined || type === undefined || encoded === undefined) return undefined;
  const key = Buffer.from(encoded, 'base64');
  // Also passes over SSH 1 lines, whose second field is a number of bits.
  if (keyTypeOf(key) !== type) return undefined;
  const hashed = names.startsWith('|');
  return {
    at,
    ...(marker !== undefined && { marker: marker === '@revoked' ? 'revoked' : 'cert-authority' }),
    names: hashed ? [names] : names.toLowerCase().split(',').filter(Boolean),
    type,
    key,
  };
}

const linesOf = (files: readonly KnownHosts[], name: string): readonly KnownHostLine[] =>
  files.flatMap((file) => [
    ...(file.byName.get(name) ?? []),
    ...file.others.filter((line) => isNamed(line, name)),
  ]);

function isNamed(line: KnownHostLine, name: string): boolean {
  const first = line.names[0];
  return first?.startsWith('|') ? matchesHash(first, name) : matchesPatternList(name, line.names);
}

/** `|1|salt|mac`: HMAC-SHA1 of the name, as HashKnownHosts writes it. */
function matchesHash(hashed: string, name: string): boolean {
  const [, version, salt, mac] = hashed.split('|');
  if (version !== '1' || salt === undefined || mac === undefined) return false;
  const want = Buffer.from(mac, 'base64');
  const have = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest();
  return want.length === have.length && timingSafeEqual(want, have);
}
