import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import ssh2, { type ParsedKey } from 'ssh2';
import { fingerprint } from '../host-key.ts';
import type { Secrets } from '../transport.ts';

/** A private key, or why it cannot be used; `missing` when there is no such file. */
export type Identity =
  | { readonly state: 'key'; readonly key: ParsedKey }
  | { readonly state: 'in-agent'; readonly fingerprint: string }
  | { readonly state: 'missing' }
  | { readonly state: 'unusable'; readonly why: string };

type AskPassphrase = Secrets['passphrase'];

/**
 * The private keys of one run. Each file is read and decrypted once, whichever hosts use it: the
 * derivation of an OpenSSH key blocks for a tenth of a second, and a person is asked once.
 */
export function createIdentities(): (
  file: string,
  inAgent: ReadonlyMap<string, unknown>,
  ask: AskPassphrase,
) => Promise<Identity> {
  const loaded = new Map<string, Promise<Identity>>();
  return (file, inAgent, ask) => {
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const loading = load(file, inAgent, ask);
    loaded.set(file, loading);
    return loading;
  };
}

async function load(
  file: string,
  inAgent: ReadonlyMap<string, unknown>,
  ask: AskPassphrase,
): Promise<Identity> {
  const text = await readKey(file);
  if (typeof text !== 'string') return text;
  const plain = parse(text);
  if (plain !== 'encrypted') return plain;
  const known = await publicFingerprint(`${file}.pub`);
  if (known !== undefined && inAgent.has(known)) return { state: 'in-agent', fingerprint: known };
  const passphrase = await askOnce(file, ask);
  if (passphrase === undefined) return unusable('encrypted, and no passphrase was given');
  const decrypted = parse(text, passphrase);
  return decrypted === 'encrypted' || decrypted.state === 'unusable'
    ? unusable('the passphrase is wrong')
    : decrypted;
}

async function readKey(file: string): Promise<string | Identity> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { state: 'missing' };
    }
    return unusable(error instanceof Error ? error.message : String(error));
  }
}

async function askOnce(file: string, ask: AskPassphrase): Promise<string | undefined> {
  try {
    const passphrase = await ask?.(file);
    return passphrase === '' ? undefined : passphrase;
  } catch {
    return undefined;
  }
}

/** The fingerprint of a `.pub` file, if there is one. */
async function publicFingerprint(file: string): Promise<string | undefined> {
  const text = await readKey(file);
  const key = typeof text === 'string' ? first(ssh2.utils.parseKey(text)) : undefined;
  return key === undefined || key instanceof Error ? undefined : fingerprint(key.getPublicSSH());
}

function parse(text: string, passphrase?: string): Identity | 'encrypted' {
  if (/-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/.test(text)) return parsePkcs8(text, passphrase);
  const parsed = parseQuietly(text, passphrase);
  if (!(parsed instanceof Error)) {
    return parsed.isPrivateKey() ? { state: 'key', key: parsed } : unusable('not a private key');
  }
  if (passphrase === undefined && /no passphrase given/.test(parsed.message)) return 'encrypted';
  return unusable(parsed.message);
}

/** The library reads no PKCS #8; Node does, and writes the older forms for all but Ed25519. */
function parsePkcs8(text: string, passphrase?: string): Identity | 'encrypted' {
  if (passphrase === undefined && text.includes('BEGIN ENCRYPTED')) return 'encrypted';
  try {
    const key = createPrivateKey({ key: text, ...(passphrase !== undefined && { passphrase }) });
    const type = key.asymmetricKeyType === 'ec' ? 'sec1' : 'pkcs1';
    return parse(key.export({ type, format: 'pem' }).toString());
  } catch {
    return unusable('this PKCS #8 key cannot be used: convert it with `ssh-keygen -p -f`');
  }
}

function parseQuietly(text: string, passphrase?: string): ParsedKey | Error {
  try {
    return first(ssh2.utils.parseKey(text, passphrase));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** The library gives a list for OpenSSH's format, whatever its types say. */
function first(parsed: ParsedKey | Error | readonly ParsedKey[]): ParsedKey | Error {
  if (!isList(parsed)) return parsed;
  return parsed[0] ?? new Error('holds no key');
}

const isList = (parsed: ParsedKey | Error | readonly ParsedKey[]): parsed is readonly ParsedKey[] =>
  Array.isArray(parsed);

const unusable = (why: string): Identity => ({ state: 'unusable', why });
