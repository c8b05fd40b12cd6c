import { parseInventory } from '../../src/inventory/parse.ts';
import { UsageError } from '../../src/model/errors.ts';
import type { Host } from '../../src/model/host.ts';

const CONTEXT = { homeDirectory: '/home/me', defaultUser: 'me', inventoryDirectory: '/srv/fleet' };

/** `text` comes after the line `version: 1`. */
export const hostsOf = (text: string): readonly Host[] =>
  parseInventory(`version: 1\n${text}`, 'i.yaml', CONTEXT).hosts;

/** The connection of one host that is reached over SSH. */
export function sshOf(text: string, name: string) {
  const connection = hostsOf(text).find((host) => host.name === name)?.connection;
  if (connection?.transport !== 'ssh2') throw new Error(`${name} is not reached over SSH`);
  return connection;
}

/** The lines of the error that the text, as in {@link hostsOf}, gives. */
export const problemsOf = (text: string): readonly string[] =>
  problemsOfFile(`version: 1\n${text}`);

/** The lines of the error that a whole file gives. */
export function problemsOfFile(text: string): readonly string[] {
  try {
    parseInventory(text, 'i.yaml', CONTEXT);
  } catch (error) {
    if (error instanceof UsageError) return error.message.split('\n');
    throw error;
  }
  return [];
}
