import { expect, it } from 'vitest';
import {
  isSignedBy,
  newKeyPair,
  privateKeyOf,
  publicKeyOf,
  signed,
} from '../../src/integrity/signature.ts';

it('signs what its public key verifies, and nothing else', () => {
  const pair = newKeyPair();
  const other = publicKeyOf(newKeyPair().publicKey, 'other');
  const signature = signed('text', privateKeyOf(pair.privateKey, 'key'));
  expect(isSignedBy('text', signature, publicKeyOf(pair.publicKey, 'key.pub'))).toBe(true);
  expect(isSignedBy('texT', signature, publicKeyOf(pair.publicKey, 'key.pub'))).toBe(false);
  expect(isSignedBy('text', signature, other)).toBe(false);
  expect(isSignedBy('text', signature.subarray(1), publicKeyOf(pair.publicKey, 'k'))).toBe(false);
});

it('opens a key with a passphrase with that one alone', () => {
  const { privateKey } = newKeyPair('open sesame');
  expect(privateKey).toContain('ENCRYPTED');
  expect(privateKeyOf(privateKey, 'key', 'open sesame').asymmetricKeyType).toBe('ed25519');
  expect(() => privateKeyOf(privateKey, 'key', 'wrong')).toThrow('key: no key in PEM');
  expect(() => privateKeyOf(privateKey, 'key')).toThrow('passphrase');
});

it('refuses what is no public Ed25519 key', () => {
  expect(() => publicKeyOf(newKeyPair().privateKey, 'key')).toThrow('is a private key');
  expect(() => publicKeyOf('nonsense', 'key')).toThrow('no key in PEM');
});
