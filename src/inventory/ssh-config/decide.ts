import { availableParallelism } from 'node:os';
import type { Host, OpensshConnection, OpensshHop, SshEndpoint } from '../../model/host.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { parseAuthority } from '../address.ts';
import { defaultKnownHosts } from '../paths.ts';
import type { Account } from '../target.ts';
import { type AskSsh, createAskSsh } from './ask-ssh.ts';
import { trustsCertificates } from './files.ts';
import { type Resolved, resolveHost } from './resolve-host.ts';
import { UNDECIDED } from './undecided.ts';

/** As with ssh, and each is a session inside the one before. */
const MAX_HOPS = 8;

/**
 * Takes what a configuration of ssh says of each undecided host into a connection of the ssh2
 * transport; what that cannot do sends the host to the openssh transport, with the reason.
 * @throws UsageError when ssh refuses the configuration.
 */
export async function decideTransports(
  hosts: readonly Host[],
  account: Account,
): Promise<readonly Host[]> {
  const decide = createDecision(createAskSsh(), account);
  const decided: Host[] = [...hosts];
  let next = 0;
  async function work(): Promise<void> {
    while (next < hosts.length) {
      const index = next++;
      const host = hosts[index];
      if (host?.connection.transport !== 'openssh' || host.connection.reason !== UNDECIDED)
        continue;
      decided[index] = { ...host, connection: await decide(host.connection) };
    }
  }
  await Promise.all(Array.from({ length: 2 * availableParallelism() }, work));
  return decided;
}

function createDecision(ask: AskSsh, account: Account) {
  return async (connection: OpensshConnection): Promise<Host['connection']> => {
    const { configFile, jumps } = connection;
    const untold = await ask({ address: 'untold', identityFiles: [] }, 'none');
    if (untold === undefined) return withoutSsh(connection, account);
    const resolve = async (hop: OpensshHop): Promise<Resolved> =>
      resolveHost(hop, (await ask(hop, configFile)) ?? untold, untold, account);
    const target = await resolve(connection.endpoint);
    const hops =
      jumps === undefined
        ? await jumpsOf(target.proxyJump, resolve)
        : await Promise.all(jumps.map(resolve));
    const knownHostsFiles = connection.knownHostsFiles ?? target.knownHostsFiles;
    const need = needOf(target, hops, knownHostsFiles);
    if (need !== undefined || typeof hops === 'string') {
      return {
        ...connection,
        transport: 'openssh',
        // Shown, and the login name decides whether root has to be become.
        endpoint: { ...connection.endpoint, user: target.endpoint.user },
        ...(target.acceptNewHostKeys && { acceptNewHostKeys: true }),
        reason: visibleLine(need ?? ''),
      };
    }
    return {
      transport: 'ssh2',
      endpoint: target.endpoint,
      jumps: hops.map((hop) => hop.endpoint),
      knownHostsFiles,
      ...(target.acceptNewHostKeys && { acceptNewHostKeys: true }),
      ...(target.notes.length > 0 && { notes: target.notes }),
    };
  };
}

/** Where this machine has no ssh, it has no configuration of it to follow either. */
function withoutSsh(
  { endpoint, jumps = [], knownHostsFiles }: OpensshConnection,
  { user, homeDirectory }: Account,
): Host['connection'] {
  const complete = (hop: OpensshHop): SshEndpoint => ({ port: 22, user, ...hop });
  return {
    transport: 'ssh2',
    endpoint: complete(endpoint),
    jumps: jumps.map(complete),
    knownHostsFiles: knownHostsFiles ?? defaultKnownHosts(homeDirectory),
    notes: ['no ssh command here: its configuration is not read'],
  };
}

function needOf(
  target: Resolved,
  hops: readonly Resolved[] | string,
  knownHostsFiles: readonly string[],
): string | undefined {
  const [own] = target.needs;
  if (own !== undefined) return own;
  if (typeof hops === 'string') return hops;
  for (const { needs, endpoint, knownHostsFiles: files } of hops) {
    const name = `jump host ${endpoint.address}`;
    if (needs[0] !== undefined) return `${needs[0]} of ${name}`;
    if (files.join('\n') !== target.knownHostsFiles.join('\n')) {
      return `other known_hosts files for ${name}`;
    }
  }
  const authority = knownHostsFiles.find(trustsCertificates);
  return authority === undefined ? undefined : `certificates of hosts, trusted by ${authority}`;
}

/** The hops of a ProxyJump, or why it cannot be followed. Only the first has jump hosts of its own. */
async function jumpsOf(
  proxyJump: string,
  resolve: (hop: OpensshHop) => Promise<Resolved>,
): Promise<readonly Resolved[] | string> {
  let hops: readonly Resolved[] = [];
  for (let list = proxyJump; list !== 'none'; ) {
    const written = list.split(',').map((word) => parseAuthority(word.replace(/^ssh:\/\//, '')));
    const endpoints = written.flatMap((hop) =>
      hop === undefined ? [] : [{ ...hop, identityFiles: [] }],
    );
    if (endpoints.length < written.length || hops.length + endpoints.length > MAX_HOPS) {
      return `ProxyJump ${list}`;
    }
    const before = await Promise.all(endpoints.map(resolve));
    hops = [...before, ...hops];
    list = before[0]?.proxyJump ?? 'none';
  }
  return hops;
}
