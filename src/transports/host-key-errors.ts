import type { HostFailure, SshEndpoint } from '../model/host.ts';
import { visibleLine } from '../model/visible-text.ts';
import { fingerprint, keyTypeOf, knownHostsName } from './host-key.ts';
import type { ExpectedKey, HostKeyVerdict } from './known-hosts.ts';
import { shellWord } from './shell-word.ts';

interface Asked {
  readonly endpoint: SshEndpoint;
  readonly where: string;
  /** The hosts it is reached through, where ssh-keyscan does not come. */
  readonly via: readonly SshEndpoint[];
  readonly files: readonly string[];
}

type Refusal = Exclude<HostKeyVerdict, { verdict: 'trusted' }>;

/** Why a key is not accepted, and the command that would accept it. */
export function refusedKeyFailure(asked: Asked, key: Buffer, verdict: Refusal): HostFailure {
  const shown = `${asked.where} presents ${describe(key)}`;
  switch (verdict.verdict) {
    case 'unknown':
      return failure(
        'host-key-unknown',
        `${shown}, which ${inFiles(asked.files)}: ${compare(key)}, then accept it with: ${acceptCommand(asked, key)}`,
      );
    case 'changed':
      return changedFailure(asked, shown, verdict.expected);
    case 'revoked':
      return failure(
        'host-key-changed',
        `${shown}, which ${verdict.at} marks as revoked: whoever holds this key may not be the host; find out why before connecting`,
      );
    case 'cert-authority':
      return failure(
        'host-key-unknown',
        `${shown}, which is vouched for by a certificate authority (${verdict.at}) at most, and the ssh2 library cannot verify certificates: set transport: openssh for it; or ${compare(key)}, then accept the key itself with: ${acceptCommand(asked, key)}`,
      );
  }
}

/** Another key at a later key exchange of one connection. */
export function otherKeyFailure(asked: Asked, first: Buffer, second: Buffer): HostFailure {
  return failure(
    'host-key-changed',
    `${asked.where} began with ${describe(first)} and changed to ${describe(second)} on the same connection: somebody may be intercepting it`,
  );
}

export function filesFailure(asked: Asked, error: unknown): HostFailure {
  const why = error instanceof Error ? error.message : String(error);
  return failure(
    'host-key-unknown',
    `the key of ${asked.where} cannot be looked up or saved: ${why}`,
  );
}

function changedFailure(
  asked: Asked,
  shown: string,
  expected: readonly ExpectedKey[],
): HostFailure {
  const wanted = expected.map((e) => `${e.type} ${e.fingerprint} (${e.at})`).join(' or ');
  const files = [...new Set(expected.map((e) => e.at.replace(/:\d+$/, '')))];
  const name = shellWord(knownHostsName(asked.endpoint.address, asked.endpoint.port));
  const commands = files.map((file) => `ssh-keygen -f ${shellWord(file)} -R ${name}`).join('; ');
  return failure(
    'host-key-changed',
    `${shown}, but ${wanted} is expected: somebody may be intercepting the connection, or the host was installed anew; if the new key is proven right on the host itself, forget the old one with: ${commands}`,
  );
}

function acceptCommand(asked: Asked, key: Buffer): string {
  const { address, port, user } = asked.endpoint;
  if (asked.via.length > 0) {
    const jumps = asked.via.map((hop) => `${hop.user}@${bracketed(hop.address)}:${hop.port}`);
    return `ssh -J ${shellWord(jumps.join(','))} -p ${port} ${shellWord(`${user}@${address}`)}`;
  }
  const type = (keyTypeOf(key) ?? 'ssh-ed25519').replace(/^ssh-|-.*$/g, '');
  const [first] = asked.files;
  const file = first === undefined ? '~/.ssh/known_hosts' : shellWord(first);
  return `ssh-keyscan -p ${port} -t ${type} ${shellWord(address)} >> ${file}`;
}

const compare = (key: Buffer): string =>
  `compare it with the host's own (there: ssh-keygen -lf /etc/ssh/ssh_host_${(keyTypeOf(key) ?? 'ssh-ed25519').replace(/^ssh-|-.*$/g, '')}_key.pub)`;

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);

const inFiles = (files: readonly string[]): string =>
  files.length === 0 ? 'no known_hosts file vouches for' : `is not in ${files.join(' or ')}`;

const describe = (key: Buffer): string => `${keyTypeOf(key) ?? 'a key'} ${fingerprint(key)}`;

const failure = (
  failureClass: 'host-key-unknown' | 'host-key-changed',
  message: string,
): HostFailure => ({ class: failureClass, message: visibleLine(message) });
