import { UsageError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import { quoted } from '../model/quoted.ts';
import { holdsPassword, isHostName, parseAuthority } from './address.ts';
import { defaultKnownHosts } from './paths.ts';

/** Who runs hostward: logs in where nobody else is named. */
export interface Account {
  readonly user: string;
  /** Absolute. */
  readonly homeDirectory: string;
}

/**
 * A host from a word of the command line: `local`, or `ssh://user@host:port` where all but the
 * host may be left out and IPv6 stands in brackets. Named after its address, and its port unless 22.
 * @throws UsageError
 */
export function parseTarget(word: string, account: Account): Host {
  const common = { labels: {}, groups: [], become: 'none' } as const;
  if (word === 'local') return { name: word, ...common, connection: { transport: 'local' } };
  const written = /^ssh:\/\/([^/?#]+)\/?$/.exec(word)?.[1];
  // The word is not shown: it is in the history of the shell already, and need not be in logs too.
  if (holdsPassword(word.replace(/^\w+:\/\//, ''))) {
    throw new UsageError(
      'a target holds a password, which other accounts can read in the list of processes; leave it out and use a key, or the option that asks for the password',
    );
  }
  const authority = written === undefined ? undefined : parseAuthority(decodePercent(written));
  const { address = '', port = 22, user = account.user } = authority ?? {};
  const name = targetName(address, port);
  if (!isHostName(name)) {
    throw new UsageError(
      `target ${quoted(word)} is not understood; write local, ssh://host or ssh://user@host:port, with IPv6 as ssh://[::1]:22`,
    );
  }
  return {
    name,
    ...common,
    connection: {
      transport: 'ssh2',
      endpoint: { address, port, user, identityFiles: [] },
      jumps: [],
      knownHostsFiles: defaultKnownHosts(account.homeDirectory),
    },
  };
}

/** `[::1]:2222` has characters that names may not have, and `::1:2222` is another address. */
function targetName(address: string, port: number): string {
  if (port === 22) return address;
  return address.includes(':') ? `${address}_${port}` : `${address}:${port}`;
}

/** Undecodable text is left as it is, and then no address. */
function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
