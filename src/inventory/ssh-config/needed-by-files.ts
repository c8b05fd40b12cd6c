import type { Host, OpensshConnection } from '../../model/host.ts';
import { needOfKey, trustsCertificates } from './files.ts';

type Ssh2Connection = Extract<Host['connection'], { readonly transport: 'ssh2' }>;

/**
 * Moves hosts that an inventory describes by itself to the openssh transport where a file that it names
 * is of use to ssh alone: a certificate beside a key, a FIDO key, certificates of hosts. Each file is
 * looked at once.
 * @param configFile as `ssh -F` takes it; the usual files where it is undefined.
 */
export function createMove(
  configFile: string | undefined,
): (connection: Ssh2Connection) => Host['connection'] {
  const keyNeed = remembered(needOfKey);
  const trusts = remembered(trustsCertificates);
  const needOf = ({ endpoint, jumps, knownHostsFiles }: Ssh2Connection): string | undefined => {
    const keys = [endpoint, ...jumps].flatMap(({ identityFiles }) => identityFiles);
    const authority = knownHostsFiles.find(trusts);
    return (
      keys.map(keyNeed).find((need) => need !== undefined) ??
      (authority === undefined ? undefined : `certificates of hosts, trusted by ${authority}`)
    );
  };
  return (connection) => {
    const reason = needOf(connection);
    return reason === undefined ? connection : moved(connection, reason, configFile);
  };
}

const moved = (
  { endpoint, jumps, knownHostsFiles, acceptNewHostKeys }: Ssh2Connection,
  reason: string,
  configFile: string | undefined,
): { readonly transport: 'openssh' } & OpensshConnection => ({
  transport: 'openssh',
  endpoint,
  // Without a word of the inventory about the way, the configuration of ssh may know one.
  ...(jumps.length > 0 && { jumps }),
  knownHostsFiles,
  ...(acceptNewHostKeys && { acceptNewHostKeys }),
  ...(configFile !== undefined && { configFile }),
  reason,
});

function remembered<T>(ask: (file: string) => T): (file: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (file) => {
    const entry = known.get(file) ?? { answer: ask(file) };
    known.set(file, entry);
    return entry.answer;
  };
}
