import { read } from 'read';
import { UsageError } from '../model/errors.ts';
import type { Secrets } from '../transports/transport.ts';

export interface SecretOptions {
  readonly askPass?: true | undefined;
  readonly askBecomePass?: true | undefined;
}

/**
 * Asks on the terminal for what the options want. Secrets are typed, never given in argv.
 * @throws UsageError when there is no terminal to ask on.
 */
export async function secretsOf(options: SecretOptions): Promise<Secrets> {
  const passphrases = new Map<string, Promise<string | undefined>>();
  return {
    ...(options.askPass ? { password: await ask('Password of the hosts: ') } : {}),
    ...(options.askBecomePass ? { becomePassword: await ask('Password for sudo: ') } : {}),
    passphrase: (file) => {
      const asked = passphrases.get(file) ?? askIfPossible(`Passphrase of ${file}: `);
      passphrases.set(file, asked);
      return asked;
    },
  };
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
