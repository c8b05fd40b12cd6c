import type { ParsedKey } from 'ssh2';
import type { SshEndpoint } from '../../model/host.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { fingerprint } from '../host-key.ts';
import type { Secrets } from '../transport.ts';
import { AgentKey, KeyAgent } from './agent.ts';
import { type AgentList, listAgent } from './agent-list.ts';
import { createIdentities, type Identity } from './identities.ts';

/** A key to offer, in the words that a message names it by. */
export interface Credential {
  readonly label: string;
  /** Only its public half where an agent signs. */
  readonly key: ParsedKey;
  readonly agent?: AgentKey;
}

/** All that can be offered to one server, in order. */
export interface Credentials {
  readonly keys: readonly Credential[];
  readonly password?: string;
  /** What else there is, and why it is not offered. */
  readonly problems: readonly string[];
}

/** Reads keys and asks for passphrases: before connecting, for a person takes longer than a deadline. */
export type CollectCredentials = (
  endpoint: SshEndpoint,
  secrets: Secrets,
) => Promise<Credentials>;

/** An sshd hangs up after six failures, keys included (MaxAuthTries); a password needs the last. */
const MAX_KEYS = 5;

export function createCredentialSource(options: {
  readonly agentSocket?: string;
  /** Tried where a host names none; missing ones are no problem. */
  readonly defaultIdentityFiles: readonly string[];
}): CollectCredentials {
  const { agentSocket, defaultIdentityFiles } = options;
  const identities = createIdentities();
  let listing: Promise<AgentList> | undefined;

  return async (endpoint, secrets) => {
    if (agentSocket !== undefined) listing ??= listAgent(agentSocket);
    const agent = await listing;
    const isNamed = endpoint.identityFiles.length > 0;
    const keys = new Map<string, Credential>();
    const problems: string[] = agent?.problem === undefined ? [] : [agent.problem];
    for (const file of isNamed ? endpoint.identityFiles : defaultIdentityFiles) {
      const identity = await identities(file, agent?.keys ?? new Map(), secrets.passphrase);
      for (const credential of fromFile(file, identity, agent)) add(keys, credential);
      problems.push(...problemOf(file, identity, isNamed));
    }
    for (const key of agent?.keys.values() ?? []) add(keys, fromAgent(key, agent));
    const offered = [...keys.values()].slice(0, MAX_KEYS);
    const left = keys.size - offered.length;
    if (left > 0) problems.push(`${left} more keys (name the right one for this host)`);
    const { password } = secrets;
    return { keys: offered, problems, ...(password !== undefined && { password }) };
  };
}

function add(keys: Map<string, Credential>, credential: Credential): void {
  const id = fingerprint(credential.key.getPublicSSH());
  if (!keys.has(id)) keys.set(id, credential);
}

function fromFile(
  file: string,
  identity: Identity,
  agent: AgentList | undefined,
): readonly Credential[] {
  if (identity.state === 'key') return [{ label: `key ${file}`, key: identity.key }];
  const key = identity.state === 'in-agent' ? agent?.keys.get(identity.fingerprint) : undefined;
  return key === undefined ? [] : [fromAgent(key, agent)];
}

function fromAgent(key: ParsedKey, agent: AgentList | undefined): Credential {
  const label = `agent key ${fingerprint(key.getPublicSSH())}`;
  // No deadline of its own: an agent may ask a person to confirm, and the stage has one.
  const signer = agent && new AgentKey(new KeyAgent(agent.socket, 0), key);
  return { label, key, ...(signer && { agent: signer }) };
}

function problemOf(file: string, identity: Identity, isNamed: boolean): readonly string[] {
  if (identity.state === 'unusable') return [visibleLine(`${file} (${identity.why})`, 300)];
  return identity.state === 'missing' && isNamed ? [`${file} (no such file)`] : [];
}
