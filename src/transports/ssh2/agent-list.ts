import type { ParsedKey } from 'ssh2';
import { fingerprint } from '../host-key.ts';
import { KeyAgent } from './agent.ts';

/** What an agent holds, by fingerprint. */
export interface AgentList {
  readonly socket: string;
  readonly keys: ReadonlyMap<string, ParsedKey>;
  /** Why nothing is known of it. */
  readonly problem?: string;
}

/** An agent on this machine that does not answer is done without. */
const PATIENCE_MS = 3000;

/** Asks an agent for its keys; those that the library cannot use (FIDO, certificates) are left out. */
export function listAgent(socket: string): Promise<AgentList> {
  return new Promise((resolve) => {
    new KeyAgent(socket, PATIENCE_MS).getIdentities((error, entries) => {
      const keys = new Map<string, ParsedKey>();
      for (const entry of entries ?? []) {
        if ('getPublicSSH' in entry) keys.set(fingerprint(entry.getPublicSSH()), entry);
      }
      resolve({
        socket,
        keys,
        ...(error && { problem: `the agent at ${socket} (${error.message})` }),
      });
    });
  });
}
