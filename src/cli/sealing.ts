import { existsSync, readFileSync } from 'node:fs';
import { privateKeyOf } from '../integrity/signature.ts';
import { UsageError } from '../model/errors.ts';
import { readChain, type SealOptions } from '../store/sealed-folder.ts';
import { readSecretFile } from './secret-file.ts';

export interface SealingOptions {
  /** A private key that signs the run. */
  readonly signKey?: string | undefined;
  /** A file that holds its passphrase. */
  readonly signKeyPassphraseFile?: string | undefined;
  /** A file that lists the seals of runs. */
  readonly chain?: string | undefined;
}

/**
 * Reads what a run will be sealed with, before any host is contacted.
 * @throws UsageError when a file is not there or wrong.
 */
export async function openSealing(options: SealingOptions): Promise<SealOptions> {
  const { signKey, signKeyPassphraseFile, chain } = options;
  if (chain !== undefined) await readChain(chain);
  if (signKey === undefined) return { chain };
  if (!existsSync(signKey)) {
    throw new UsageError(`${signKey} is not there; make a key with hostward keys new ${signKey}`);
  }
  const passphrase =
    signKeyPassphraseFile === undefined ? undefined : readSecretFile(signKeyPassphraseFile);
  return { chain, key: privateKeyOf(readFileSync(signKey, 'utf8'), signKey, passphrase) };
}
