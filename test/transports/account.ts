import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An ordinary account of this machine, made for a test. */
export interface Account {
  readonly name: string;
  readonly password: string;
  readonly remove: () => Promise<void>;
}

/** Needs root. `name` is unique to the test file, and free to be removed. */
export async function createAccount(name: string): Promise<Account> {
  const password = `pw-${name}`;
  const remove = async (): Promise<void> => {
    await run('userdel', ['-r', '-f', name]).catch(() => undefined);
  };
  await remove();
  await run('useradd', ['-m', '-s', '/bin/sh', name]);
  const setting = run('chpasswd', ['-c', 'SHA512']);
  setting.child.stdin?.end(`${name}:${password}\n`);
  await setting;
  return { name, password, remove };
}
