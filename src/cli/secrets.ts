import { read } from 'read';
import { UsageError } from '../model/errors.ts';
import type { Secrets } from '../transports/transport.ts';
import { readSecretFile } from './secret-file.ts';

export interface SecretOptions {
  readonly askPass?: true | undefined;
  readonly askBecomePass?: true | undefined;
  /** Paths of files that hold them, where there is nobody to ask. */
  readonly passwordFile?: string | undefined;
  readonly becomePasswordFile?: string | undefined;
}

/**
 * Asks on the terminal, or reads from files, what the options want. Secrets are never given in argv.
 * @throws UsageError when there is no terminal to ask on, or no such file.
 */
export async function secretsOf(options: SecretOptions): Promise<Secrets> {
  const { askPass, askBecomePass, passwordFile, becomePasswordFile } = options;
  const password = await secretFrom(askPass, passwordFile, 'Password of the hosts: ');
  const becomePassword = await secretFrom(askBecomePass, becomePasswordFile, 'Password for sudo: ');
  const passphrases = new Map<string, Promise<string | undefined>>();
  return {
    ...(password === undefined ? {} : { password }),
    ...(becomePassword === undefined ? {} : { becomePassword }),
    passphrase: (file) => {
      const asked = passphrases.get(file) ?? askIfPossible(`Passphrase of ${file}: `);
      passphrases.set(file, asked);
      return asked;
    },
  };
}

async function secretFrom(
  isAsked: true | undefined,
  file: string | undefined,
  prompt: string,
): Promise<string | undefined> {
  if (file !== undefined) return readSecretFile(file);
  return isAsked ? await ask(prompt) : undefined;
}

async function ask(prompt: string): Promise<string> {
  const answer = await askIfPossible(prompt);
  if (answer === undefined) {
    throw new UsageError('there is no terminal to ask for a password on; use a key or the agent');
  }
  return answer;
}

async function askIfPossible(prompt: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  return await read<string>({ prompt, silent: true, output: process.stderr });
}
