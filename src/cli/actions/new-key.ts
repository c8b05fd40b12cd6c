import { existsSync, writeFileSync } from 'node:fs';
import { newKeyPair } from '../../integrity/signature.ts';
import { UsageError } from '../../model/errors.ts';
import { readSecretFile } from '../secret-file.ts';

interface Options {
  readonly passphraseFile?: string | undefined;
}

/**
 * Makes a key that runs are signed with: a private one that its owner alone reads, and a public one beside it.
 * @throws UsageError when a file of either name is there.
 */
export function newKey(path: string, { passphraseFile }: Options): void {
  const publicPath = `${path}.pub.pem`;
  for (const there of [path, publicPath].filter((file) => existsSync(file))) {
    throw new UsageError(`${there} is there already; a key is never overwritten`);
  }
  const passphrase = passphraseFile === undefined ? undefined : readSecretFile(passphraseFile);
  const { privateKey, publicKey } = newKeyPair(passphrase);
  try {
    writeFileSync(path, privateKey, { mode: 0o600, flag: 'wx' });
    writeFileSync(publicPath, publicKey, { mode: 0o644, flag: 'wx' });
  } catch (cause) {
    throw new UsageError(`${path}: ${String(cause)}; name another path`, { cause });
  }
  process.stdout.write(
    `${path}: the private key${passphrase === undefined ? ', without a passphrase' : ''}; sign with --sign-key ${path}\n` +
      `${publicPath}: the public one, for whoever verifies: hostward verify RUN --key ${publicPath}\n`,
  );
}
