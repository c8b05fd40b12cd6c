import type { ParsedKey } from 'ssh2';
import type { SshEndpoint } from '../../model/host.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { fingerprint } from '../host-key.ts';
import type { Secrets } from '../transport.ts';
import { AgentKey, KeyAgent } from './agent.ts';
import { type AgentList, listAgent } from './agent-list.ts';
import { createIdentities, type Identity } from './identities.ts';

/** A key to offer, in the words that a message names it by. */
interface Credential {
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
export type CollectCredentials = (endpoint: SshEndpoint, secrets: Secrets) => Promise<Credentials>;

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
    const agent = (await listing) ?? NO_AGENT;
    const isNamed = endpoint.identityFiles.length > 0;
    const keys = new Map<string, Credential>();
    const problems = agent.problem === undefined ? [] : [agent.problem];
    for (const file of isNamed ? endpoint.identityFiles : defaultIdentityFiles) {
      const identity = await identities(file, agent.keys, secrets.passphrase);
      addAll(keys, fromFile(file, identity, agent));
      problems.push(...problemOf(file, identity, isNamed));
    }
    const others = endpoint.identitiesOnly ? [] : [...agent.keys.values()];
    addAll(
      keys,
      others.map((key) => fromAgent(key, agent)),
    );
    return withPassword(firstKeys(keys, problems), secrets.password);
  };
}

const withPassword = (
  keys: Pick<Credentials, 'keys' | 'problems'>,
  password: string | undefined,
): Credentials => (password === undefined ? keys : { ...keys, password });

const NO_AGENT: AgentList = { socket: '', keys: new Map() };

function firstKeys(
  keys: ReadonlyMap<string, Credential>,
  problems: readonly string[],
): Pick<Credentials, 'keys' | 'problems'> {
  const left = keys.size - MAX_KEYS;
  return {
    keys: [...keys.values()].slice(0, MAX_KEYS),
    problems: left > 0 ? [...problems, `${left} more keys (name the right one)`] : problems,
  };
}

function addAll(keys: Map<string, Credential>, credentials: readonly Credential[]): void {
  for (const credential of credentials) {
    const id = fingerprint(credential.key.getPublicSSH());
    if (!keys.has(id)) keys.set(id, credential);
  }
}

function fromFile(file: string, identity: Identity, agent: AgentList): readonly Credential[] {
  if (identity.state === 'key') return [{ label: `key ${file}`, key: identity.key }];
  const key = identity.state === 'in-agent' ? agent.keys.get(identity.fingerprint) : undefined;
  return key === undefined ? [] : [fromAgent(key, agent)];
}

/** Without a deadline of its own: an agent may ask a person to confirm, and the stage has one. */
function fromAgent(key: ParsedKey, agent: AgentList): Credential {
  return {
    label: `agent key ${fingerprint(key.getPublicSSH())}`,
    key,
    agent: new AgentKey(new KeyAgent(agent.socket, 0), key),
  };
}

function problemOf(file: string, identity: Identity, isNamed: boolean): readonly string[] {
  if (identity.state === 'unusable') return [visibleLine(`${file} (${identity.why})`, 300)];
  return identity.state === 'missing' && isNamed ? [`${file} (no such file)`] : [];
}
