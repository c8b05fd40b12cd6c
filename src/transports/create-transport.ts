import { homedir } from 'node:os';
import { join } from 'node:path';
import { runLocally } from './local.ts';
import { createLoginGates } from './login-gates.ts';
import { runOverOpenssh } from './openssh/transport.ts';
import type { Transport } from './transport.ts';

export interface TransportOptions {
  /** The socket of an SSH agent, as SSH_AUTH_SOCK names it. */
  readonly agentSocket?: string;
  /** Trust the key of a host that no known_hosts file holds, and save it in the host's first one. */
  readonly acceptNewHostKeys: boolean;
  /** Received bytes of one host, protocol included; 64 MiB unless told. */
  readonly maxBytes?: number;
  /** Where `.ssh` is, for the keys tried when a host names none. */
  readonly homeDirectory?: string;
  /** The shell for the local transport; `/bin/sh` unless told. */
  readonly localShell?: string;
}

const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The way to every kind of host, for one run. Keys are decrypted, the agent is asked and
 * known_hosts is parsed once for all hosts.
 */
export function createTransport(options: TransportOptions): Transport {
  const { acceptNewHostKeys, maxBytes = MAX_BYTES, homeDirectory = homedir() } = options;
  const defaultIdentityFiles = ['id_ed25519', 'id_ecdsa', 'id_rsa'].map((n) =>
    join(homeDirectory, '.ssh', n),
  );
  const gates = createLoginGates();
  // Loaded when the first host needs it: an audit of this machine starts faster without.
  const loadSsh = once(async () => {
    const { createThreadedSsh } = await import('./threads/transport.ts');
    const { agentSocket } = options;
    return createThreadedSsh({
      ssh2: {
        ...(agentSocket !== undefined && { agentSocket }),
        acceptNewHostKeys,
        maxBytes,
        defaultIdentityFiles,
      },
    });
  });
  return async (run) => {
    const { connection } = run.host;
    // The system's ssh does not tell when.
    if (connection.transport !== 'ssh2') run.onReached?.();
    switch (connection.transport) {
      case 'local':
        return runLocally(run, options.localShell ?? '/bin/sh');
      case 'ssh2': {
        const runOverSsh = await loadSsh();
        return runOverSsh(run);
      }
      case 'openssh':
        return runOverOpenssh(run, connection, { acceptNewHostKeys, maxBytes, gates });
      case 'image':
      case 'engine':
        throw new Error('an image runs no script: its files are read instead');
    }
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
