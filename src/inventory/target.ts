import { basename } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import { quoted } from '../model/quoted.ts';
import { holdsPassword, isHostName, parseAuthority } from './address.ts';
import type { OpensshWish } from './draft.ts';
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
 * @param viaOpenssh leaves what the word does not say to the configuration of ssh.
 * @throws UsageError
 */
export function parseTarget(word: string, account: Account, viaOpenssh?: OpensshWish): Host {
  const common = { labels: {}, groups: [], become: 'none' } as const;
  if (word === 'local') return { name: word, ...common, connection: { transport: 'local' } };
  const inEngine = /^(docker|podman):\/\/(.*)$/.exec(word);
  if (inEngine) {
    const [, engine, reference = ''] = inEngine;
    return engineTarget(engine === 'podman' ? 'podman' : 'docker', reference, common);
  }
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
      `target ${quoted(word)} is not understood; write local, docker://name, podman://name, ssh://host or ssh://user@host:port, with IPv6 as ssh://[::1]:22`,
    );
  }
  if (viaOpenssh !== undefined && authority !== undefined) {
    const endpoint = { ...authority, identityFiles: [] };
    return { name, ...common, connection: { transport: 'openssh', endpoint, ...viaOpenssh } };
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

type Common = Pick<Host, 'labels' | 'groups' | 'become'>;

/** Names of containers and references of images: none begins as an option does. */
const REFERENCE = /^[a-z\d][\w.:/@-]{0,254}$/i;

function engineTarget(engine: 'docker' | 'podman', reference: string, common: Common): Host {
  if (!REFERENCE.test(reference)) {
    throw new UsageError(
      `target ${quoted(`${engine}://${reference}`)} is not understood; after ${engine}:// stands the name or id of a container, or an image such as debian:12`,
    );
  }
  return {
    name: hostNameOf(reference),
    ...common,
    connection: { transport: 'engine', engine, name: reference },
  };
}

/**
 * The files of a system that is not booted: a folder or an archive. Named after the last part of its path.
 * @param path absolute.
 * @throws UsageError
 */
export function imageTarget(path: string): Host {
  if (/\p{Cc}/u.test(path)) throw new UsageError('the path of an image holds control characters');
  return {
    name: hostNameOf(basename(path)),
    labels: {},
    groups: [],
    become: 'none',
    connection: { transport: 'image', path },
  };
}

/** A name that is safe in file names, terminals, arguments and reports alike. */
function hostNameOf(text: string): string {
  const name = text
    .replaceAll(/[^\w.:-]/g, '_')
    .replace(/^[^a-z\d]+/i, '')
    .slice(0, 200);
  return name === '' ? 'image' : name;
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
