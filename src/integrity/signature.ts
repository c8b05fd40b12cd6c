import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { UsageError } from '../model/errors.ts';

export interface KeyPair {
  /** PKCS #8 as PEM, encrypted where a passphrase was given. */
  readonly privateKey: string;
  /** SubjectPublicKeyInfo as PEM. */
  readonly publicKey: string;
}

/** A new Ed25519 key. */
export function newKeyPair(passphrase?: string): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey
      .export({
        format: 'pem',
        type: 'pkcs8',
        ...(passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }),
      })
      .toString(),
    publicKey: publicPem(publicKey),
  };
}

/** @throws UsageError for what is no Ed25519 key in PEM, or a passphrase that does not open it. */
export function privateKeyOf(pem: string, where: string, passphrase?: string): KeyObject {
  const key = readKey(where, () =>
    createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) }),
  );
  return ed25519(key, where);
}

/** @throws UsageError for what is no public Ed25519 key in PEM. */
export function publicKeyOf(pem: string, where: string): KeyObject {
  if (pem.includes('PRIVATE KEY')) {
    throw new UsageError(`${where} is a private key; name the public one beside it`);
  }
  return ed25519(
    readKey(where, () => createPublicKey(pem)),
    where,
  );
}

export const publicPem = (key: KeyObject): string =>
  (key.type === 'private' ? createPublicKey(key) : key)
    .export({ format: 'pem', type: 'spki' })
    .toString();

/** 64 bytes over the text, as RFC 8032: `openssl pkeyutl -verify -rawin` takes them. */
export const signed = (text: string, key: KeyObject): Buffer => sign(null, Buffer.from(text), key);

export const isSignedBy = (text: string, signature: Uint8Array, key: KeyObject): boolean =>
  signature.length === 64 && verify(null, Buffer.from(text), key, signature);

function readKey(where: string, read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (cause) {
    throw new UsageError(
      `${where}: no key in PEM that can be read, or its passphrase is another; make one with hostward keys new`,
      { cause },
    );
  }
}

function ed25519(key: KeyObject, where: string): KeyObject {
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new UsageError(`${where} is no Ed25519 key; make one with hostward keys new`);
}
